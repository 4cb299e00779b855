import type { Prompt as Asked, SessionProgress } from '../shared/api';
import { say, type Key } from '../shared/words';

/** What the person is asked during the recording, and when. */
export interface Prompt {
  /** Seconds from the start of the recording. */
  at: number;
  text: string;
  /** Where to turn, as the person sees it in the mirror that the camera's picture is. */
  arrow?: string;
  /** Whether their face may be turned away: they were asked to. */
  turning: boolean;
}

const FIXED: [number, Key][] = [
  [0, 'prompt.look'],
  [3, 'prompt.name'],
  [9, 'prompt.turn'],
];
/** Seconds after the last fixed prompt that its answer takes. */
const ANSWER = 4;

const WORDS: Record<Asked['kind'], Key> = {
  look: 'prompt.look',
  statement: 'prompt.name',
  phrase: 'prompt.phrase',
  turn_left: 'prompt.turn_left',
  turn_right: 'prompt.turn_right',
  turn_up: 'prompt.turn_up',
};
const ARROWS: Partial<Record<Asked['kind'], string>> = {
  turn_left: '←',
  turn_right: '→',
  turn_up: '↑',
};

/** What a session's recording goes by. */
export class Prompts {
  /** What is asked for, in its order. */
  readonly all: Prompt[];
  /** The kinds of things that are asked for; nothing of what was drawn. */
  readonly before: string[];
  /** Seconds after which everything was asked and there was time to answer. */
  readonly end: number;

  constructor({ prompts }: SessionProgress, maxDuration: number) {
    const last = prompts.at(-1);
    if (last) {
      this.end = last.to_ms / 1000;
      this.all = prompts.map(drawn);
      // What is known of the picture is seconds old: after a turn it still shows one.
      this.all.push({ at: this.end, text: say('prompt.end'), turning: isTurn(last) });
      this.before = [...new Set(prompts.map(beforehand))];
    } else {
      const fixed = FIXED.filter(([at]) => at < maxDuration);
      this.all = fixed.map(([at, key]) => ({ at, text: say(key), turning: false }));
      this.end = Math.min(maxDuration, Math.max(...fixed.map(([at]) => at)) + ANSWER);
      this.before = this.all.map((prompt) => prompt.text);
    }
  }

  /** What is asked so many seconds after the start. */
  now(elapsed: number): Prompt | undefined {
    return this.all.filter((one) => one.at <= elapsed).at(-1);
  }
}

function isTurn({ kind }: Asked): boolean {
  return kind in ARROWS;
}

function drawn(asked: Asked): Prompt {
  const text = say(WORDS[asked.kind], { phrase: asked.text ?? '' });
  return { at: asked.from_ms / 1000, text, arrow: ARROWS[asked.kind], turning: isTurn(asked) };
}

function beforehand(asked: Asked): string {
  if (isTurn(asked)) {
    return say('ahead.turns');
  }
  return say(asked.kind === 'phrase' ? 'ahead.phrase' : WORDS[asked.kind]);
}
