import { Trouble } from '../shared/trouble';

/** Which way the camera looks. */
export type Facing = 'user' | 'environment';

const VIDEO = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } };

/** Makes sure that the browser can do what the page needs, by looking for what it needs. */
export function requireAbilities(): void {
  if (!window.isSecureContext) {
    throw new Trouble('page_insecure');
  }
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new Trouble('browser_unsupported', 'getUserMedia');
  }
  if (!('MediaRecorder' in window)) {
    throw new Trouble('browser_unsupported', 'MediaRecorder');
  }
  if (!('indexedDB' in window)) {
    throw new Trouble('browser_unsupported', 'indexedDB');
  }
}

/** What is asked of the camera and the microphone. */
export function constraints(facing: Facing, sound: boolean): MediaStreamConstraints {
  return {
    video: { ...VIDEO, facingMode: { ideal: facing } },
    audio: sound && { echoCancellation: true, noiseSuppression: true },
  };
}

/** Opens the camera, with the microphone where sound is wanted. */
export async function openCamera(facing: Facing, sound: boolean): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia(constraints(facing, sound));
  } catch (thrown) {
    throw cameraTrouble(thrown);
  }
}

/** Lets the camera go. */
export function closeCamera(stream: MediaStream | undefined): void {
  stream?.getTracks().forEach((track) => track.stop());
}

/** A picture of what the camera sees, as large as it sees it, JPEG. */
export async function still(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/jpeg', 0.92));
  if (!blob || canvas.width === 0) {
    throw new Trouble('camera_failed', 'no picture');
  }
  return blob;
}

/** The errors of Media Capture and Streams, section 10.2. */
function cameraTrouble(thrown: unknown): Trouble {
  const name = thrown instanceof Error ? thrown.name : String(thrown);
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new Trouble('camera_refused', name);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new Trouble('camera_missing', name);
    case 'NotReadableError':
    case 'AbortError':
      return new Trouble('camera_busy', name);
    default:
      return new Trouble('camera_failed', name);
  }
}
