import { describe, expect, test } from 'vitest'
import {
  AUTHORITY_XA,
  COURT,
  everything,
  HOUR,
  POLICE,
  PROSECUTION,
  SHELTER,
  SUSPENDED,
  useRequests,
  without,
} from './fixtures/requests.ts'

const { xa, treaties } = await useRequests()
const SCOPE = 'evidence:request'
const formOf = (query: string, agency = PROSECUTION, scope = SCOPE) =>
  xa.get(`/evidence-requests/form?${query}`, agency, scope)

interface Field {
  readonly field: string
  readonly essential: boolean
  readonly sources: readonly string[]
}
const fieldsOf = (body: Record<string, unknown>) => body['fields'] as readonly Field[]
const essentials = (body: Record<string, unknown>) =>
  fieldsOf(body).flatMap(({ field, essential, sources }) => (essential ? [[field, ...sources]] : []))

describe('what a request must say', () => {
  test('follows the articles of the most particular treaty, and names them', async () => {
    const { status, body } = await formOf('type=service&to=XB')
    expect(status).toBe(200)
    expect(body['treaty']).toMatchObject({ code: 'nassau', instrumentId: 'nassau-1992', article: '7(g), 17' })
    expect(body['others']).toEqual(['untoc'])
    expect(essentials(body)).toEqual([
      ['offence', 'Nassau 26(a)'],
      ['provisions', 'Nassau 26(a)'],
      ['max-penalty-months', 'Nassau 6'],
      ['facts', 'Nassau 26(a)'],
      ['proceeding', 'Nassau 26(b)'],
      ['proceeding-described', 'Nassau 26(b)'],
      ['assistance', 'Nassau 26(d)'],
      ['purpose', 'Nassau 25'],
      ['document'],
      ['persons'],
      ['victims', 'directive 53'],
    ])
  })

  test('under UNTOC needs no summary of the facts where documents are only served', async () => {
    const named = async (type: string) => {
      const { body } = await formOf(`type=${type}&to=XB&treaty=untoc`)
      return essentials(body).flatMap(([field]) => field ?? [])
    }
    expect(await named('service')).not.toContain('facts')
    expect(await named('search')).toContain('facts')
  })

  test('of testimony is first what was tried instead, and what could be', async () => {
    const { body } = await formOf('type=testimony&to=XB')
    expect(essentials(body)).toContainEqual(['sources-tried', 'directive 39'])
    expect(body['instead']).toContainEqual(expect.objectContaining({ code: 'bank-records', by: 'documents' }))
    expect((await formOf('type=documents&to=XB')).body['instead']).toEqual([])
  })

  test('may name persons, and who of them is a suspect, whatever the assistance and the treaty', async () => {
    for (const type of ['documents', 'search', 'freezing', 'inspection', 'preservation', 'access'])
      for (const treaty of type === 'preservation' || type === 'access' ? ['untoc'] : ['nassau', 'untoc']) {
        const { body } = await formOf(`type=${type}&to=XB&treaty=${treaty}`)
        const persons = fieldsOf(body).filter(({ field }) => field === 'persons')
        expect([type, treaty, persons.map(({ essential }) => essential)]).toEqual([type, treaty, [false]])
      }
  })

  test('asks whether it is an offence there only where that counts', async () => {
    const counts = async (type: string) => (await formOf(`type=${type}&to=XB`)).body['dualCriminality']
    expect(await counts('search')).toEqual({ article: '5' })
    expect(await counts('freezing')).toEqual({ article: '5' })
    expect(await counts('testimony')).toBeNull()
  })

  test('names every ground of refusal with its article', async () => {
    const { body } = await formOf('type=search&to=XB')
    expect(body['refusals']).toContainEqual(expect.objectContaining({ code: 'political-offence', article: '9(c)' }))
    expect(body['refusals']).toContainEqual(
      expect.objectContaining({ code: 'discriminatory-purpose', article: '9(b)' }),
    )
  })

  test('is refused while no treaty is in force with that hub', async () => {
    expect(await formOf('type=search&to=XC')).toMatchObject({ status: 200, body: { treaty: { code: 'untoc' } } })
    expect(await formOf('type=search&to=XC&treaty=nassau')).toMatchObject({
      status: 409,
      body: { code: 'no_evidence_treaty' },
    })
    expect(await formOf('type=search&to=XD')).toMatchObject({ status: 409, body: { code: 'no_evidence_treaty' } })
    const kept = treaties.splice(0, treaties.length)
    treaties.push(...kept.map(treaty => ({ ...treaty, validFor: -HOUR })))
    expect(await formOf('type=search&to=XB')).toMatchObject({ status: 409, body: { code: 'no_evidence_treaty' } })
    treaties.splice(0, treaties.length, ...kept)
  })
})

describe('GET /evidence-requests/form', () => {
  test('may: a prosecution, a court and the own central authority', async () => {
    for (const agency of [PROSECUTION, COURT, AUTHORITY_XA])
      expect((await formOf('type=search&to=XB', agency)).status).toBe(200)
  })

  test('may not: any other agency, whatever its scopes, and nobody without the scope: all are told the same', async () => {
    const nothing = await formOf('type=search&to=XB', SHELTER, everything)
    expect(nothing).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const same = ({ body: { instance: _, ...body }, status }: typeof nothing) => ({ status, body })
    for (const [agency, scope] of [
      [POLICE, everything],
      [SUSPENDED, everything],
      [PROSECUTION, without(SCOPE)],
    ] as const)
      expect(same(await formOf('type=search&to=XB', agency, scope))).toEqual(same(nothing))
  })
})
