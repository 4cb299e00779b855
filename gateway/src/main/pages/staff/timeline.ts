import { svg, type SVGTemplateResult } from 'lit';
import type { ReviewCase } from './staff-api';
import { reasonWords } from './findings';

export type Second = ReviewCase['timeline'][number];

/** A place of the video that is worth a look. */
export interface Moment {
  seconds: number;
  words: string;
}

/** Below this a score speaks against the person. */
const THRESHOLD = 50;
const HEIGHT = 100;

/** The scores over the video's length, one column a second; drawn in units of a second. */
export function timelineDrawing(timeline: Second[], duration: number): SVGTemplateResult {
  const columns = timeline.map((second, at) => {
    const from = second.from_ms / 1000;
    const to = (timeline[at + 1]?.from_ms ?? Math.max(duration, from + 1) * 1000) / 1000;
    return svg`<rect class=${columnClass(second)} x=${from} y="0" width=${to - from} height=${HEIGHT} />`;
  });
  return svg`
    ${columns}
    <line class="threshold" x1="0" x2=${duration} y1=${HEIGHT - THRESHOLD} y2=${HEIGHT - THRESHOLD} />
    ${curve('liveness', timeline, (second) => second.liveness_score)}
    ${curve('match', timeline, (second) => second.face_match_score)}
  `;
}

function columnClass(second: Second): string {
  if (second.face_frames === 0) {
    return 'no-face';
  }
  return second.faces > 1 || second.defects.length > 0 ? 'doubtful' : 'fine';
}

/** A line through the middles of seconds that have a score, broken where one has none. */
function curve(name: string, timeline: Second[], score: (second: Second) => number | null): SVGTemplateResult {
  let pen = 'M';
  const path: string[] = [];
  timeline.forEach((second, at) => {
    const value = score(second);
    if (value === null) {
      pen = 'M';
      return;
    }
    const next = timeline[at + 1]?.from_ms ?? second.from_ms + 1000;
    path.push(`${pen}${(second.from_ms + next) / 2000} ${HEIGHT - value}`);
    if (pen === 'M' && (timeline[at + 1] === undefined || score(timeline[at + 1]!) === null)) {
      path.push('h0.01');
    }
    pen = 'L';
  });
  return svg`<path class=${name} d=${path.join('')} />`;
}

/** Where to look, in the order of the video: the first second of each thing that speaks up. */
export function moments(reviewed: ReviewCase): Moment[] {
  const found = new Map<string, number>();
  const note = (words: string, ms: number) => {
    if (!found.has(words)) {
      found.set(words, ms / 1000);
    }
  };
  if (reviewed.best_frame_ms !== null) {
    note('Best picture of the face', reviewed.best_frame_ms);
  }
  const changed = reviewed.video?.checks['face_continuity']?.measures['changed_at_seconds'];
  if (changed !== undefined) {
    note('Another person, as it seems', changed * 1000);
  }
  for (const second of reviewed.timeline) {
    if (second.face_frames === 0) {
      note('No face', second.from_ms);
    }
    if (second.faces > 1) {
      note('More than one face', second.from_ms);
    }
    if ((second.face_match_score ?? THRESHOLD) < THRESHOLD) {
      note('The match falls below 50', second.from_ms);
    }
    if ((second.liveness_score ?? THRESHOLD) < THRESHOLD) {
      note('Liveness falls below 50', second.from_ms);
    }
    second.defects.forEach((code) => note(reasonWords(code), second.from_ms));
  }
  return [...found]
    .map(([words, seconds]) => ({ words, seconds }))
    .sort((one, other) => one.seconds - other.seconds);
}
