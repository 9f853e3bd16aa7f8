/** Words a demo's passphrase is drawn from: short, plain, easy to type on a phone. */
export const passphraseWords: readonly string[] = `
  acorn anchor apple arrow autumn badge bamboo banjo barley basil basket beacon bench berry birch blanket bottle bridge bright bronze brook
  bucket butter button cabin candle canoe canvas carpet carrot castle cedar chalk cherry clover cobalt coffee comet copper coral corner cotton
  cradle creek cricket crystal curtain daisy dapple drum dune eagle echo ember engine fabric falcon feather fennel ferry fiddle finch flint
  flute forest fountain garden garlic ginger glacier goose granite grape gravel guitar hammer harbor harvest hazel heron hollow honey horizon
  indigo island ivory jacket jasper jungle kettle kitten ladder lagoon lantern lemon lentil lilac linen lobster lotus magnet mango maple marble
  meadow melon meteor mirror mitten morning mosaic needle nettle nickel nutmeg oasis ocean olive onion orange orbit orchid otter paddle palace
  panda paper parsley pebble pepper pewter piano picnic pigeon pillow pine planet plum pocket pollen pond poplar poppy prairie pumpkin quartz
  quilt rabbit radish ribbon river robin rocket saddle saffron sandal satin scarlet shadow shell silver simple sparrow spice spruce squash
  starling stone summer sunset tandem teapot temple thistle thunder timber tomato tulip tunnel turtle umbrella valley velvet violet walnut
  water willow window winter yellow zebra zephyr`
  .trim()
  .split(/\s+/);
