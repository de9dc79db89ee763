// English from codes. A verdict holds codes and parameters; whoever shows it asks here for the sentence. A parameter
// stands as `{0}`; `{0:op}` is an operation, `{0:ms}` a duration in µs, shown in ms, `{0:versions}` and `{0:times}` counts.

import type { Scalar } from '../engine/json.ts'

/** Something that can be said of a history. */
export interface Said {
  readonly code: Code
  readonly params: readonly Scalar[]
}

export type Code = keyof typeof SENTENCES

/** At most 25 words each, no full stop. */
export const SENTENCES = {
  // What is wrong.
  notLinearizable: 'No order of these operations fits both what they were told and when they were under way',
  notSequential: 'No order of these operations fits what they were told and what each process did first',
  missesOwnWrite: 'A process did not see what it had written itself',
  goesBack: 'A process saw something, and later something older',
  writesOutOfOrder: 'Writes of one process were seen out of their order',
  lacksWhatWasRead: 'Somebody saw a write without what its writer had seen before',
  notCausal: 'An operation is missing one that causally precedes it',
  notConvergent: 'No order of the writes agrees with what causally precedes each read',
  notCausalMemory: 'No order of what a process could know agrees with all that it saw',
  wasInvented: '{0:op} was told {1}, which nobody wrote',
  wasLost: '{0:op} was acknowledged, and nothing of it is left',
  wasBehind: '{0:op} was {1:versions} behind',
  wasBehindFor: '{0:op} was {1:versions} behind, for {2:ms}',
  disagree: '{0:op} and {1:op} disagree on key {2} after everything was over',

  // What an operation of the evidence is there for.
  wasTold: 'it was told {0}',
  wrote: 'it wrote {0}',
  tookEffect: 'it was acknowledged, so it took effect',
  endedBefore: 'it had ended before {0:op} began',
  cameBeforeIn: 'it came before {0:op} in the same process',
  wasSeen: 'it was seen by {0:op}',
  wasSeenBefore: 'it was seen by {1:op}, before the same process did {0:op}',
  wasKnownBefore: 'it was known when {0:op} was written',
  hadToBeSeen: 'it had to be seen by {0:op}',
  missed: 'it did not see {0:op}',
  isOlder: 'it is older than {0:op}: that is what {1:op} saw, which had to see both',
  isListedBefore: 'it stands before {0:op} in the list that {1:op} was told',
  tookEffectBefore: 'it took effect before {0:op}',
  tookNoEffect: 'it was acknowledged, but is not among what took effect',
  showsOlder: 'it was told {1}, which is older than {0:op}',
  lacks: 'it was told {1}, without {0:op}',
  replaced: 'it replaced {0}',
  replacedToo: 'it replaced {0} as well, which can have been there {1:times} at most',

  // Why an operation cannot come next.
  readsOther: 'it was told {0}, but there was {1}',
  casDiffers: 'it found {0}, but there was {1}',
  casMatches: 'it did not find {0}, but that is what there was',
  appendsOther: 'it was told {0}, but before it there was {1}',
  neverRefused: 'nothing speaks against it',
  leadsNowhere: 'it could come next, but no longer order was found',

  // Why nothing can be said.
  spent: 'the budget was spent after {0} steps',
  spentOnKey: 'the budget was spent, {0} steps of it on key {1}',
  writtenTwice: '{0} was written to key {1} more than once, so a read does not say which write it saw',
  writtenAgain:
    '{0} was written to key {1}, where it was from the beginning, so a read does not say which it saw',
  appendedAndWritten: 'key {0} was both appended to and written, so a read does not say what it saw',
  notKnown: 'what {0} does to key {1} is not known to this checker',
  mayStillCome: 'reads of key {0} differ in what may still have been under way',
  nobodyLooked: 'no key was read after everything was over',
} as const satisfies Readonly<Record<string, string>>

export function said(code: Code, ...params: readonly Scalar[]): Said {
  return { code, params }
}

const MOST_SHOWN = 60

/** The sentence, with operations called as `nameOf` calls them. Long values are cut short. */
export function sentence({ code, params }: Said, nameOf: (id: number) => string): string {
  return SENTENCES[code].replace(/\{(\d)(?::(\w+))?\}/g, (whole, index: string, format?: string) => {
    const value = params[Number(index)]
    if (value === undefined) return whole
    return format === undefined ? short(String(value)) : formatted(Number(value), format, nameOf)
  })
}

function formatted(value: number, format: string, nameOf: (id: number) => string): string {
  if (format === 'op') return nameOf(value)
  if (format === 'ms') return `${value / 1000} ms`
  if (format === 'versions') return value === 1 ? '1 version' : `${value} versions`
  return value === 1 ? 'once' : `${value} times`
}

function short(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text
}
