// The models, by the names that people and scripts use. Every key of a history is one of these, apart from the others.

import { cellModel } from './cellModel.ts'
import type { Model } from './model.ts'

/** Holds one value. */
const register = cellModel('register', ['read', 'write'], null)

/** A register that can also be changed on condition of what it holds. */
const cas = cellModel('cas', ['read', 'write', 'cas'], null)

/** Everything a key of a store may be asked. */
const kv = cellModel('kv', ['read', 'write', 'delete', 'cas', 'append'], null)

/** A list that only grows. */
const append = cellModel('append', ['read', 'append'], [])

export const MODELS = { register, cas, kv, append } as const satisfies Readonly<Record<string, Model>>
export type ModelName = keyof typeof MODELS
export const MODEL_NAMES = Object.keys(MODELS) as readonly ModelName[]
