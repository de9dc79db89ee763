// The one shape of state: plain JSON. Save, fork, compare and checkpoint follow from it.

export type Scalar = null | boolean | number | string
export type Json = Scalar | readonly Json[] | { readonly [key: string]: Json }
