import { openSandbox, type RunTask } from '@amparo/documents'
import { expect, test } from 'vitest'
import { redactFiles } from '../src/ports/documents.ts'
import { aFile, aPdf, PDF } from './fixtures/files.ts'

const MASKING = { mask: (text: string) => ({ text, spans: [] }), leaks: () => false }

test('a file has its turn among those of its own agency, and one of another hub among all of that hub', async () => {
  const turns: (string | undefined)[] = []
  const run: RunTask = async (_name, _input, turn) => {
    turns.push(turn?.from)
    throw new Error('that is enough')
  }
  const redactFileOf = redactFiles(run, { hub: 'XA', now: () => new Date() })
  for (const [n, from] of [
    { hub: 'XA', agencyId: 'police' },
    { hub: 'XA', agencyId: 'shelter' },
    { hub: 'XB', agencyId: 'police' },
    { hub: 'XB', agencyId: 'shelter' },
  ].entries())
    await expect(redactFileOf(from)(aFile('a.pdf', PDF, `%PDF-1.7 ${n}`), MASKING)).rejects.toThrow('that is enough')
  expect(turns).toEqual(['XA/police', 'XA/shelter', 'XB', 'XB'])
})

test('what was not made in time is withheld from that answer, and made for the next', async () => {
  const redactFileOf = redactFiles(openSandbox(), { hub: 'XA', now: () => new Date() })
  const file = aFile('a.pdf', PDF, aPdf(['Llegó bien.']))
  const from = { hub: 'XB', agencyId: 'police' }
  expect(await redactFileOf(from, AbortSignal.abort())(file, MASKING)).toEqual({ withheld: 'document_too_large' })
  expect(await redactFileOf(from)(file, MASKING)).toMatchObject({ base64: expect.any(String) })
})
