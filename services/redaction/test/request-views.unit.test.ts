import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { opened } from '../src/commands/requests/read-request-texts.ts'
import type { RedactFileOf } from '../src/ports/documents.ts'
import type { DataKeys } from '../src/store/data-keys.ts'
import { hashOfText, sealedText } from '../src/store/request-texts.ts'

afterEach(() => vi.restoreAllMocks())

test('A request for evidence is read after two minutes, whatever its documents still take', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort())
  const key = createSecretKey(randomBytes(32))
  const requestId = randomUUID()
  const slow = { name: 'orden.pdf', mediaType: 'application/pdf', base64: 'JVBERg==' }
  const said = {
    v: 1,
    requestId,
    field: 'facts',
    salt: 'a'.repeat(32),
    lang: 'es',
    text: 'Hechos',
    attachments: [slow],
  }
  const json = JSON.stringify(said)
  const of = { textId: randomUUID(), requestId, field: 'facts', sha256: hashOfText(json), madeAt: new Date() }
  const text = sealedText({ ...of, by: { hub: 'XB', agencyId: randomUUID() } }, json, key)
  const redactFileOf: RedactFileOf = (_, due) => async () =>
    due?.aborted ? { withheld: 'document_too_large' } : { text: 'it would still be at it' }
  const keys: Pick<DataKeys, 'has' | 'get' | 'create'> = {
    has: async () => true,
    get: async () => key,
    create: async () => key,
  }
  const [shown] = await opened({ hub: 'XA', keys: keys as DataKeys, redactFileOf }, [text])
  expect(shown).toMatchObject({ text: 'Hechos', attachments: [{ name: 'orden.pdf', withheld: 'document_too_large' }] })
  expect(timeout).toHaveBeenCalledWith(120_000)
})
