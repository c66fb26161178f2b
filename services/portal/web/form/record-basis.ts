import type { Client, SheetFile, SignedSheet } from '@amparo/client'
import { createKeys } from './keys.ts'

export type RecordingClient = Pick<Client, 'keepConsentSheet' | 'recordConsent'>

/**
 * What becomes a basis, as often as it takes: what was kept is not kept again, and a request whose answer was lost goes out again under
 * its key.
 */
export function createRecorder(client: RecordingClient, newKey: () => string) {
  const { keyFor } = createKeys(newKey)
  let kept: { of: string; sheet: SignedSheet } | undefined
  return {
    keyFor,
    /** On what it was signed. `replaces`: earlier references of the same person. */
    async keepSheet(subjectRef: string, file: SheetFile, replaces: readonly string[] = []): Promise<SignedSheet> {
      const of = `${subjectRef} ${file.base64}`
      if (kept?.of !== of) {
        const key = keyFor(['sheet', of, replaces])
        kept = { of, sheet: await client.keepConsentSheet(subjectRef, file, replaces, key) }
      }
      return kept.sheet
    },
    /** `judged`: by what else it is, besides the form. */
    record: (form: Parameters<Client['recordConsent']>[0], judged?: unknown) =>
      client.recordConsent(form, keyFor(['consent', form, judged])),
  }
}
