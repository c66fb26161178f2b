import { fieldErrorsOf } from '@amparo/contracts'
import { assertFormContext, openForm, type SealedForm } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import { AppError } from '@amparo/kernel'
import type { z } from 'zod'
import { errors } from '../domain/errors.ts'

export interface FormContext {
  readonly hub: string
  /** As in "POST /subjects": a form that was sealed for one route is of no use on another. */
  readonly route: string
  readonly agency: string
  readonly user: string
  readonly now: Date
}

export interface OpenedForm<T> {
  readonly nonce: string
  readonly issuedAt: Date
  readonly data: T
}

/** What to make of a form's data, and how large it may be. */
export interface FormKind<T> {
  readonly schema: z.ZodType<T>
  /** Of the plaintext. */
  readonly maxBytes?: number
}

/**
 * Opens a form sealed to this hub and checks everything about it but that its nonce is new. Throws `seal_invalid`,
 * `seal_context_mismatch`, `seal_stale`; `unknown_code` or `request_invalid` with pointers into the form's data.
 */
export async function openSealed<T>(
  privateKeys: readonly string[],
  sealed: string,
  context: FormContext,
  { schema, maxBytes }: FormKind<T>,
): Promise<OpenedForm<T>> {
  const form = await openForm(privateKeys, sealed, maxBytes).catch((cause: unknown) => {
    throw errors.seal_invalid({ cause })
  })
  checkContext(form, context)
  return { nonce: form.nonce, issuedAt: new Date(form.issuedAt), data: checked(schema, form.data) }
}

function checkContext(form: SealedForm, context: FormContext): void {
  try {
    assertFormContext(form, context)
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'sealed_form_stale') throw errors.seal_stale({ cause })
    throw errors.seal_context_mismatch({ cause })
  }
}

/** Throws `unknown_code` or `request_invalid` with pointers; a value is in neither. */
export function checked<T>(schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data)
  if (result.success) return result.data
  const fields = fieldErrorsOf(result.error)
  const onlyCodes = fields.every(field => field.code === 'unknown_code')
  throw onlyCodes ? httpErrors.unknown_code({ fields }) : httpErrors.request_invalid({ fields })
}
