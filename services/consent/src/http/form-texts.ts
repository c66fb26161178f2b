import { sha256Hex } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import { type FormTexts, inUse } from '../domain/form-texts.ts'

const formTextView = z.object({
  version: z.string(),
  language: z.string().describe('ISO 639-2 or -3'),
  sha256: sha256Hex.describe('What a consent records as taken.formText'),
  text: z.string().describe('Markdown: to be read to the person, or by them'),
})

const schema = {
  description: 'What is read to a person who is asked for consent: every text in use, one to a language.',
  response: { 200: z.object({ items: z.array(formTextView) }) },
}

export function formTextsRoute(app: HttpApp, texts: FormTexts, now: Clock): void {
  app.get('/consent-forms', { schema, config: { scope: 'consent:record' } }, async () => ({
    items: inUse(texts, now()).map(({ version, language, sha256: hash, text }) => ({
      version,
      language,
      sha256: hash,
      text,
    })),
  }))
}
