// What is not promised under some settings, and why.

import type { Settings } from '../../src/engine/process.ts'
import { settingsOf } from './settings.ts'

export function whyMayLose(settings: Settings): string | null {
  return settingsOf({ settings }).commit === 'before' ? 'the offset is committed first' : null
}

export function whyMayDouble(settings: Settings): string | null {
  const { commit, looksAtNumber } = settingsOf({ settings })
  return commit === 'after' && !looksAtNumber ? 'an event that comes again is applied again' : null
}

export function whyMayStall(settings: Settings): string | null {
  return settingsOf({ settings }).lossProbability > 0 ? 'messages get lost' : null
}
