import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { text, within } from '@amparo/protocols'
import { z } from 'zod'
import type { RegisterPolicy } from '../domain/registers/register-policy.ts'

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const register = z
  .strictObject({
    says: text,
    kinds: z.record(code, text),
    steps: z.record(code, text),
    closing: code,
    clocks: z.record(
      code,
      z
        .strictObject({ says: text, stoppedBy: z.array(code).min(1), within: z.record(z.string(), within) })
        .refine(clock => Object.hasOwn(clock.within, 'default'), { message: 'without a default' }),
    ),
  })
  .refine(({ steps, closing, clocks }) =>
    [closing, ...Object.values(clocks).flatMap(({ stoppedBy }) => stoppedBy)].every(step => Object.hasOwn(steps, step)),
  )
const registerPolicy = z.strictObject({
  version: z.literal(1),
  title: z.string(),
  status: z.string(),
  registers: z.record(code, register),
})

/** The policy in a file's text. Throws a ZodError or SyntaxError on one that cannot be used. */
export const loadRegisters = (file: string): RegisterPolicy => ({
  registers: registerPolicy.parse(JSON.parse(file)).registers,
  hash: hash('sha256', file, 'hex'),
})

/** What comes with the product. */
export const shippedRegisters = (): RegisterPolicy =>
  loadRegisters(readFileSync(new URL('../../policy/registers.v1.json', import.meta.url), 'utf8'))
