import {
  bases,
  codeWhere,
  fileNameLine,
  handlingCodes,
  incriminatingPassages,
  isTextLanguage,
  purposes,
} from '@amparo/contracts'
import { z } from 'zod'
import { FILE_STATEMENTS } from '../domain/incriminating.ts'
import { FILE_REFUSALS } from '../domain/message.ts'

const lang = codeWhere(isTextLanguage)
const mediaType = z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,120}$/)

/** Characters. */
export const MAX_TEXT = 20_000
export const MAX_FILES = 20
/** Of all attachments together, decoded. A message must fit into one of the broker's; larger files travel apart. */
export const MAX_FILES_BYTES = 600_000

export const writtenTextSchema = z.strictObject({
  lang,
  text: z.string().min(1).max(MAX_TEXT),
  attachments: z
    .array(z.strictObject({ name: fileNameLine, mediaType, base64: z.base64() }))
    .max(MAX_FILES)
    .default([]),
})

/** One agency to the other: with what of it incriminates the person, as its author says. */
export const messageTextSchema = z.strictObject({
  ...writtenTextSchema.shape,
  selfIncriminating: incriminatingPassages.optional(),
  incriminating: z.enum(FILE_STATEMENTS).optional(),
})

/** What a person made of a text in another language. */
export const translationSchema = z.strictObject({ lang, text: z.string().min(1).max(MAX_TEXT) })

/** Masked words are longer than the words. */
const maskedText = z.string().max(1_048_576)
/** Of a document that was made anew. */
const rebuiltFile = z.base64().max(Math.ceil(MAX_FILES_BYTES / 3) * 4)

/** What another hub has masked. It is checked before it is kept: texts, documents, names and kinds of files, and nothing else. */
export const maskedTextSchema = z.strictObject({
  lang,
  text: maskedText,
  attachments: z
    .array(
      z.union([
        z.strictObject({ name: z.string().max(2_000), mediaType, text: maskedText }),
        z.strictObject({ name: z.string().max(2_000), mediaType, base64: rebuiltFile }),
        z.strictObject({ name: z.string().max(2_000), mediaType, withheld: z.enum(FILE_REFUSALS) }),
      ]),
    )
    .max(MAX_FILES),
})

/** The same, masked. */
export const maskedTranslationSchema = z.strictObject({ lang, text: maskedText })

/** On what its sender let it go. */
const terms = z.strictObject({
  purpose: codeWhere(purposes.is),
  basis: codeWhere(bases.is),
  handlingCode: codeWhere(handlingCodes.is),
})

/** As it lies in the vault. */
export const keptTextSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('written'), user: z.string(), written: messageTextSchema }),
  z.strictObject({ kind: z.literal('received'), masked: maskedTextSchema, terms: terms.optional() }),
])
