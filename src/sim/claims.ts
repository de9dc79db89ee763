// What stories of every system ask of their run, and what many of them claim.

import type { NodeView, Operation } from '../engine/observer.ts'
import type { Claim, Story, StoryNote } from './scenario.ts'

export function nodeNamed(story: Story, id: string): NodeView {
  const node = story.nodes.find((one) => one.id === id)
  if (node === undefined) throw new Error(`assertion failed: the story has no node ${id}`)
  return node
}

/** The nth operation of a client, from 0. */
export function operation(story: Story, client: string, nth: number): Operation | null {
  return story.history.filter((one) => one.client === client)[nth] ?? null
}

export function isOk(story: Story, client: string, nth: number): boolean {
  return operation(story, client, nth)?.outcome === 'ok'
}

export function by(node: string): (note: StoryNote) => boolean {
  return (note) => note.node === node
}

export const promisesHold: Claim = {
  text: 'Every promise that is made holds',
  holds: (story) => story.violations.length === 0,
}

export function breaks(invariant: string, text: string): Claim {
  return {
    text: `It breaks a promise: ${text}`,
    holds: (story) => story.violations.some((violation) => violation.invariant === invariant),
  }
}
