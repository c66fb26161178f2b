import type { OpenedBundle } from '@amparo/crypto/bundle'
import { expect, it } from 'vitest'
import { custodySheet } from './custody-sheet.ts'

const HASH = 'ab'.repeat(32)
const by = { hub: 'XA', agency: '0b6f0b1c-6a5e-4a3b-9f0e-1c2d3e4f5a6b' }
const to = { hub: 'XB', agency: '1c6f0b1c-6a5e-4a3b-9f0e-1c2d3e4f5a6b' }
const item = { item: by.agency, size: 7, root: HASH, sha256: 'cd'.repeat(32), sha512_256: 'ef'.repeat(32) }
const entry = { v: 1, kind: 'amparo-custody', previous: null, by, ...item, signer: HASH } as const
const opened: Pick<OpenedBundle, 'manifest' | 'custody'> = {
  manifest: {
    ...{ v: 1, kind: 'amparo-file', bundle: to.agency, mediaType: 'video/<b>mp4', ...item, chunkBytes: 4_194_304 },
    ...{
      chunks: [HASH],
      custodyEntries: 2,
      custodyHead: HASH,
      from: by,
      to,
      recipientKey: HASH,
      referral: null,
      purpose: 'prosecution',
    },
    ...{ basis: 'consent', handling: 'h2', madeAt: '2026-11-20T10:00:00.000Z', signer: HASH },
  },
  custody: [
    { ...entry, number: 0, act: 'taken_in', to: null, at: '2026-11-20T10:00:00.000Z', timestamp: 'unknown' },
    {
      ...{ ...entry, number: 1, act: 'handed_over', to, at: '2026-11-20T11:00:00.000Z' },
      timestamp: { at: new Date('2026-11-20T11:00:01.000Z'), authority: 'AA' },
    },
  ],
}
const sheet = (language: 'es' | 'en' | 'fr' | 'pt') =>
  custodySheet(opened, language, new Date('2026-11-27T00:00:00.000Z'))

it('has each entry in a line, with who, to whom, by which key and since when it is signed', () => {
  const lines = sheet('en')
    .split('\n')
    .filter(line => line.includes('<td>XA '))
  expect(lines).toHaveLength(2)
  for (const text of ['Taken in', by.agency, 'of an authority not named']) expect(lines[0]).toContain(text)
  for (const text of ['Handed over', `XB ${to.agency}`, HASH, '2026-11-20T11:00:01.000Z'])
    expect(lines[1]).toContain(text)
})

it.each([
  ['es', 'Entrega'],
  ['fr', 'Remise'],
  ['pt', 'Entrega'],
] as const)('is in %s', (language, word) => {
  expect(sheet(language)).toContain(word)
  for (const hash of [item.sha256, item.sha512_256, item.root]) expect(sheet(language)).toContain(hash)
})

it('shows what a bundle holds as text', () => {
  expect(sheet('en')).not.toContain('<b>')
})
