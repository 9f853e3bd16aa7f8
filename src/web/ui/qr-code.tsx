import { encode } from 'uqr';

export interface QrCodeProps {
  text: string;
  /** What it is for. */
  label: string;
  /** As wide as its column: for a lot of text, which small squares would make unreadable. */
  large?: boolean | undefined;
}

/** Always dark on white with a white edge, whatever the colours of the screen: cameras need it. */
export function QrCode({ text, label, large = false }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: large ? 'L' : 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width={large ? '100%' : 240}
      height={large ? '100%' : 240}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
