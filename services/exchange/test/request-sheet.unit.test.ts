import { describe, expect, test } from 'vitest'
import { formFor } from '../src/domain/requests/form.ts'
import type { EvidenceRequest } from '../src/domain/requests/request.ts'
import { requestSheet } from '../src/domain/requests/sheet.ts'
import { loadDocuments, loadRules, loadTerms } from '../src/terms/load.ts'

const terms = loadTerms()
const documents = loadDocuments()
const { latest: protocol } = loadRules()
const [nassau] = terms.treaties
if (nassau === undefined) throw new Error('no treaty')
const at = new Date('2026-03-01T12:00:00Z')
const REQUEST: EvidenceRequest = {
  ...{ id: '7', status: 'draft', type: 'testimony', treaty: 'nassau', priority: 'normal', draftedBy: 'p' },
  ...{ protocolVersion: 1, instrumentId: 'i', fromHub: 'XA', toHub: 'XB', parties: undefined },
  ...{ expedited: false, returnedFor: undefined, version: 1, createdAt: at, updatedAt: at, answers: {} },
}
function sheet(changes: Partial<EvidenceRequest> = {}, signedAt?: Date) {
  const request = { ...REQUEST, ...changes }
  const asked = formFor(terms, nassau ?? never(), request.type)
  return requestSheet(documents, { request, treaty: nassau ?? never(), protocol, form: terms.form, asked, signedAt })
}
function never(): never {
  throw new Error('no treaty')
}
const rowOf = (made: ReturnType<typeof sheet>, label: string) => made.rows.find(row => row.label[0]?.startsWith(label))

describe('what is printed of a request', () => {
  test('is in the language of the state that asks, and beside it in that of the one that is asked', () => {
    expect(sheet().languages).toEqual(['es', 'pt'])
    expect(sheet({ fromHub: 'XB', toHub: 'XA' }).languages).toEqual(['pt', 'es'])
    expect(sheet({ toHub: 'ZZ' }).languages).toEqual(['es', 'en'])
  })

  test('stands once where both states work in one language', () => {
    const made = sheet({ toHub: 'XA' })
    expect(made.languages).toEqual(['es'])
    for (const { label } of made.rows) expect(label).toHaveLength(1)
  })

  test('says every code in words, what was tried with what came of it, and of a text only where it belongs', () => {
    const answers = {
      ...{ facts: 'a'.repeat(64), 'max-penalty-months': 180, 'hearing-on': '2026-05-01', 'public-records': true },
      'sources-tried': [{ outcome: 'refused', source: 'bank-records' }],
    }
    const made = sheet({ answers })
    expect(rowOf(made, 'Pruebas no testimoniales')).toMatchObject({
      said: [['Movimientos bancarios: Fue denegado', 'Extratos bancários: Foi negado']],
    })
    expect(rowOf(made, 'Resumen de los hechos')).toMatchObject({ field: 'facts', sha256: 'a'.repeat(64) })
    expect(rowOf(made, 'Pena máxima')).toMatchObject({ said: [['180', '180']] })
    expect(rowOf(made, 'Fecha de la audiencia')).toMatchObject({ said: [['2026-05-01', '2026-05-01']] })
    expect(rowOf(sheet({ type: 'documents', answers }), 'Son documentos públicos')).toMatchObject({
      said: [['Sí', 'Sim']],
    })
  })

  test('names in each language the rule that asks for something', () => {
    const answers = { 'sources-tried': [{ outcome: 'refused', source: 'bank-records' }] }
    const label = rowOf(sheet({ answers }), 'Pruebas no testimoniales')?.label
    expect(label).toEqual([expect.stringContaining('(directriz 39)'), expect.stringContaining('(diretriz 39)')])
  })

  test('says whether anybody has signed it, and when', () => {
    expect(sheet().rows[0]?.label[0]).toBe('Borrador sin firma')
    expect(sheet({}, at).rows[0]).toMatchObject({ said: [[at.toISOString(), at.toISOString()]] })
  })
})
