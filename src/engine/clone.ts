// Deep copies of JSON state for checkpoints. What is frozen is immutable and therefore shared: log entries and
// messages are frozen when they are written or sent, so a checkpoint of a long log copies references only.

export function clone<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (Array.isArray(value)) return cloneArray(value) as T
  const copy: Record<string, unknown> = {}
  const source = value as Record<string, unknown>
  for (const key in source) copy[key] = clone(source[key])
  return copy as T
}

function cloneArray(items: readonly unknown[]): unknown[] {
  const copy = items.slice()
  for (let i = 0; i < copy.length; i++) {
    const item = copy[i]
    if (typeof item === 'object' && item !== null && !Object.isFrozen(item)) copy[i] = clone(item)
  }
  return copy
}
