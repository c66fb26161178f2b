import { areInOrder } from '@amparo/contracts'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import type { WrittenText } from '../domain/message.ts'
import { MAX_FILES_BYTES, messageTextSchema } from '../store/message-content.schema.ts'
import type { FormKind } from './open-form.ts'

export type MessageForm = { readonly referralId: string } & WrittenText

/** The sealed data of POST /messages. */
export const messageForm: FormKind<MessageForm> = {
  schema: z
    .strictObject({ referralId: z.uuid(), ...messageTextSchema.shape })
    .refine(({ text, selfIncriminating = [] }) => areInOrder(selfIncriminating, text.length), {
      path: ['selfIncriminating'],
    }),
  // More than a message may carry, so that one that is too large is told so.
  maxBytes: 1_500_000,
}

/** Throws `attachments_too_large`. */
export function checkSize({ attachments }: WrittenText): void {
  const bytes = attachments.reduce((sum, { base64 }) => sum + Math.floor((base64.length * 3) / 4), 0)
  if (bytes > MAX_FILES_BYTES + 2 * attachments.length) throw errors.attachments_too_large()
}
