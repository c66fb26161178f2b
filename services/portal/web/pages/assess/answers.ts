import type { FormAnswer } from '@amparo/client'

/** By item, in the form's own words for them. */
export type Answers = Readonly<Record<string, FormAnswer>>
