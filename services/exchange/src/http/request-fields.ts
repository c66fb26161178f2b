import { type Text, text } from '@amparo/protocols'
import { z } from 'zod'
import type { AskedField } from '../domain/requests/form.ts'
import { ASSISTANCE, type Assistance, FIELD_KINDS, type RequestForm } from '../domain/requests/terms.ts'
import { coded, codedText } from './request-codes.ts'

export const fieldView = z.object({
  field: z.string(),
  kind: z
    .enum(FIELD_KINDS)
    .describe('sealed: a text, persons or a file that redaction holds; here it is its SHA-256, hex'),
  text,
  essential: z.boolean().describe('A request without it is not sent; the others are said where possible or pertinent'),
  sources: z.array(z.string()).describe('Articles and rules that ask for it; empty: the assistance itself'),
  codes: z.array(codedText),
})

export const toField = (
  { field, kind, text: label, essential, sources, codes }: AskedField,
  words: Readonly<Record<string, Text>>,
): z.input<typeof fieldView> => ({
  ...{ field, kind, text: label, essential, sources: [...sources] },
  codes: codes.map(code => coded(code, words[code] ?? label)),
})

export const insteadView = codedText.extend({ by: z.enum(ASSISTANCE).describe('The assistance that gives it') })

export const toInstead = ({ instead, words }: RequestForm, type: Assistance): z.input<typeof insteadView>[] =>
  type === 'testimony'
    ? instead.flatMap(({ source, by }) => {
        const known = words[source]
        return known === undefined ? [] : [{ ...coded(source, known), by }]
      })
    : []
