/** Reads QR codes with the camera: by the browser's own reader where there is one, else by a small one that is loaded for it. */
import { useEffect, useRef, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { ErrorText } from '../../web/ui/error-text.tsx';
import './carried.css';

type Reader = (video: HTMLVideoElement) => Promise<string[]>;

/** The part of the browser's interface that is used; the DOM types do not know it yet. */
type NativeDetector = { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> };
type NativeDetectorClass = { new (options: { formats: string[] }): NativeDetector; getSupportedFormats: () => Promise<string[]> };

/** Between two looks: a phone must stay cool, and codes turn slower than this. */
const pauseMilliseconds = 80;

export function CodeReader({ onCode }: { onCode: (text: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onCode);
  told.current = onCode;
  const [isWithout, setWithout] = useState(false);

  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | null = null;
    const run = async () => {
      const [reader, camera] = await Promise.all([openReader(), openCamera()]);
      stream = camera;
      const screen = video.current;
      if (isOver || !screen) return stop(camera);
      screen.srcObject = camera;
      await screen.play();
      while (!isOver) {
        for (const text of await reader(screen)) told.current(text);
        await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
      }
      return undefined;
    };
    run().catch(() => {
      if (!isOver) setWithout(true);
    });
    return () => {
      isOver = true;
      if (stream) stop(stream);
    };
  }, []);

  if (isWithout) return <ErrorText>{m.carried_no_camera()}</ErrorText>;
  return (
    <>
      <video ref={video} className="viewfinder" muted playsInline aria-label={m.carried_viewfinder()} />
      <p className="note">{m.carried_scan_hold()}</p>
    </>
  );
}

function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function openReader(): Promise<Reader> {
  const Native = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector;
  const formats = (await Native?.getSupportedFormats().catch(() => [])) ?? [];
  if (Native && formats.includes('qr_code')) {
    const detector = new Native({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video)).map((found) => found.rawValue);
  }
  const { default: decode } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  return async (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    const picture = canvas.getContext('2d', { willReadFrequently: true });
    if (width === 0 || !picture) return [];
    canvas.width = width;
    canvas.height = height;
    picture.drawImage(video, 0, 0);
    try {
      return [decode(picture.getImageData(0, 0, width, height))];
    } catch {
      return []; // no code in this picture; the next one comes at once
    }
  };
}
