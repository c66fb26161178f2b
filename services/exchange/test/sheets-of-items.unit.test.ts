import type { Coded } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { courseOf } from '../src/domain/requests/course.ts'
import type { EvidenceRequest, Step } from '../src/domain/requests/request.ts'
import { certificateSheet, scheduleSheet } from '../src/domain/requests/sheets-of-items.ts'
import { loadDocuments, loadRules } from '../src/terms/load.ts'

const rules = loadRules()
const documents = loadDocuments()
const start = new Date('2026-03-02T10:00:00Z')
const [PLAIN, CLEARING] = ['0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0001', '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0002']
const SHA256 = 'd'.repeat(64)
const item = (id: string, more: object = {}) => ({
  ...{ item: id, kind: 'document', handling: 'h1', source: 'source-a', information: 'information-2', ...more },
})

type Taken = readonly ['sender' | 'recipient', string, Readonly<Record<string, Coded>>]
const EXECUTED: readonly Taken[] = [
  ['sender', 'submit', {}],
  ['recipient', 'acknowledge', {}],
  ['recipient', 'accept', { executedBy: 'court' }],
  [
    'recipient',
    'execute',
    { extent: 'wholly', victims: 'no-victim', items: [item(PLAIN, { sha256: SHA256 }), item(CLEARING)] },
  ],
]
/** Each side has seen all that the other had done by then. */
function logOf(taken: readonly Taken[]): Step[] {
  const numbers = { sender: 0, recipient: 0 }
  return taken.map(([side, step, data], i) => {
    numbers[side] += 1
    const at = new Date(start.getTime() + i * 60_000)
    const seen = numbers[side === 'sender' ? 'recipient' : 'sender']
    return { side, step, data, number: numbers[side], seen, at, byUser: undefined, receivedAt: at }
  })
}

function executed(treatyCode: string, more: readonly Taken[] = [], log = EXECUTED) {
  const treaty = rules.terms.treaties.find(({ treaty: code }) => code === treatyCode)
  if (treaty === undefined) throw new Error('no treaty')
  const parties = { sender: { hub: 'XA', agencyId: 'ca-xa' }, recipient: { hub: 'XB', agencyId: 'ca-xb' } }
  const request: EvidenceRequest = {
    ...{ id: '7', status: 'sent', type: 'documents', treaty: treatyCode, priority: 'normal', draftedBy: 'p', parties },
    ...{ protocolVersion: 1, instrumentId: 'i', fromHub: 'XA', toHub: 'XB', returnedFor: undefined, version: 1 },
    ...{ createdAt: start, updatedAt: start, answers: {}, expedited: false },
  }
  return { request, treaty, run: courseOf(rules.latest, request, logOf([...log, ...more])) }
}
const ANNOUNCED: Taken = ['sender', 'announce-exculpatory', { when: 'before-disclosure', items: [{ item: CLEARING }] }]
const ASKED: Taken = ['sender', 'ask-use', { use: 'disclose-to-defence' }]
const items = (sheet: ReturnType<typeof scheduleSheet>) =>
  (sheet?.rows ?? []).flatMap(row => ('said' in row && /^\d+\. /.test(row.label[0] ?? '') ? [row] : []))
const spanish = (row: ReturnType<typeof items>[number] | undefined) => row?.said.map(([first]) => first)

describe('the list for the defence', () => {
  test('has every item, and what has to happen before it is given', () => {
    const [first, second] = items(scheduleSheet(documents, executed('untoc')))
    expect(first?.label).toEqual(['1. Documento', '1. Documento'])
    expect(spanish(first)).toEqual([
      ...[PLAIN, `SHA-256 ${SHA256}`, 'Entregado: 2026-03-02T10:03:00.000Z'],
      'Código de uso: No como prueba en juicio sin permiso',
      ...['Fuente: Sin duda', 'Información: Conocida por la fuente'],
      'Todavía no se entrega, falta permiso o anuncio',
    ])
    expect(spanish(second)).toContain(CLEARING)
  })

  test('has what clears an accused first, given once that was announced under UNTOC 18(19)', () => {
    const [first, second] = items(scheduleSheet(documents, executed('untoc', [ANNOUNCED])))
    expect(spanish(first)).toEqual(
      expect.arrayContaining([CLEARING, 'Puede exculpar', 'Se entrega a la defensa, se ha anunciado']),
    )
    expect(spanish(second)?.at(-1)).toBe('Todavía no se entrega, falta permiso o anuncio')
  })

  test('has what clears an accused and was not announced not given, though something else was', () => {
    const items2 = [item(PLAIN, { sha256: SHA256, exculpatory: true }), item(CLEARING)]
    const log = [
      ...EXECUTED.slice(0, 3),
      ['recipient', 'execute', { extent: 'wholly', victims: 'no-victim', items: items2 }],
    ] as const
    const [first, second] = items(scheduleSheet(documents, executed('untoc', [ANNOUNCED], log)))
    expect([first, second].map(row => [spanish(row)?.[0], spanish(row)?.at(-1)])).toEqual([
      [PLAIN, 'Todavía no se entrega, falta permiso o anuncio'],
      [CLEARING, 'Se entrega a la defensa, se ha anunciado'],
    ])
  })

  test('has it given under Nassau 25 only by permission, which is then good for all of it', () => {
    const permitted: Taken = ['recipient', 'permit-use', { permitted: 'as-asked' }]
    const refused: Taken = ['recipient', 'refuse-use', { reason: 'danger-to-victim' }]
    const last = (...more: Taken[]) =>
      items(scheduleSheet(documents, executed('nassau', more))).map(row => spanish(row)?.at(-1))
    expect(last(ASKED)).toEqual(Array(2).fill('Todavía no se entrega, falta permiso o anuncio'))
    expect(last(ASKED, refused)).toEqual(Array(2).fill('Todavía no se entrega, falta permiso o anuncio'))
    expect(last(ASKED, permitted)).toEqual(Array(2).fill('Se entrega a la defensa, con permiso'))
  })

  test.each([
    ['as-asked', 'Se entrega a la defensa, con permiso', 'Entrega-se à defesa, com permissão'],
    [
      'without-identity-of-victims',
      'Se entrega a la defensa, con permiso, sin la identidad de las víctimas, solo como copia con lo que las identifica tapado',
      'Entrega-se à defesa, com permissão, sem a identidade das vítimas, só como cópia com o que as identifica oculto',
    ],
    [
      'once-only',
      'Se entrega a la defensa, con permiso, una sola vez',
      'Entrega-se à defesa, com permissão, uma só vez',
    ],
  ])('says how it is permitted, and until which day, in both languages: %s', (permitted, spanish, portuguese) => {
    const last = (more: Readonly<Record<string, Coded>>) =>
      items(
        scheduleSheet(documents, executed('nassau', [ASKED, ['recipient', 'permit-use', { permitted, ...more }]])),
      ).map(row => row.said.at(-1))
    expect(last({})).toEqual(Array(2).fill([spanish, portuguese]))
    const until = last({ until: '2026-06-30' })
    expect(until).toEqual(Array(2).fill([`${spanish}, hasta 2026-06-30`, `${portuguese}, até 2026-06-30`]))
  })

  test('is none before anything was handed over', () => {
    expect(scheduleSheet(documents, executed('untoc', [], EXECUTED.slice(0, 3)))).toBeUndefined()
    expect(certificateSheet(documents, executed('untoc', [], EXECUTED.slice(0, 3)))).toBeUndefined()
  })
})

test('the certificate names each item by its number and hash, and has room for a hand to sign', () => {
  const sheet = certificateSheet(documents, executed('nassau'))
  expect(sheet?.title).toEqual(['Certificado de autenticidad', 'Certificado de autenticidade'])
  expect(spanish(items(sheet)[0])).toEqual(expect.arrayContaining([PLAIN, `SHA-256 ${SHA256}`]))
  const line = expect.stringMatching(/^_+$/)
  expect(sheet?.rows.at(-1)).toEqual({ label: ['Firma y función', 'Assinatura e função'], said: [[line, line]] })
})

test('both end with what became of each item: that it went back, and in which condition it came, or that it was destroyed', () => {
  const one = { items: [{ item: PLAIN }] }
  const returned: Taken = ['sender', 'return-items', { day: '2026-05-10', ...one }]
  const back: Taken = ['recipient', 'confirm-return', { day: '2026-05-12', condition: 'seal-broken', ...one }]
  const destroyed: Taken = ['sender', 'destroy-items', { day: '2026-05-11', items: [{ item: CLEARING }] }]
  for (const sheet of [certificateSheet, scheduleSheet]) {
    const said = (...more: Taken[]) => items(sheet(documents, executed('untoc', more))).map(spanish)
    expect(said(returned)[0]).toEqual(
      expect.arrayContaining(['Devuelto: 2026-05-10', 'Quien lo entregó todavía no dice si volvió']),
    )
    const [first, second] = said(returned, back, destroyed)
    expect(first).toEqual(expect.arrayContaining(['Devuelto: 2026-05-10', 'De vuelta: 2026-05-12, Precinto roto']))
    expect(second).toContain('Destruido: 2026-05-11')
    expect(JSON.stringify(said())).not.toMatch(/Devuelto|Destruido|De vuelta/)
  }
})
