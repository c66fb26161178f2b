import { describe, expect, test } from 'vitest'
import { ELEMENTS, EXTENSIONS, NOT_CARRIED, placeOf } from '../src/domain/fhir/elements.ts'
import { formToRecord } from '../src/domain/fhir/importable.ts'
import { endOf, lastWholeDay } from '../src/domain/fhir/moments.ts'
import { readConsent } from '../src/domain/fhir/read.ts'
import { formBody, parseForm } from '../src/http/form-body.ts'
import { elementsOfConsent, example, examples, schemaFaults } from './fixtures/fhir/hl7.ts'
import { carried, faultsOf, full, missingFrom, written } from './fixtures/fhir/written.ts'

describe('the examples of HL7', () => {
  /** Of every example: what forbids it, what of it is understood, what is not. */
  const reports = Object.fromEntries(
    examples.map(([name, resource]) => {
      const reading = readConsent(resource)
      const refused = { faults: faultsOf(resource), missing: missingFrom(resource) }
      return [name, { ...refused, mapped: mappedOf(resource), unmapped: reading.unmapped }]
    }),
  )

  test('are twelve, and Consents by the schema by which ours are checked', () => {
    expect(examples.map(([name]) => name)).toHaveLength(12)
    for (const [name, resource] of examples) expect(schemaFaults(resource), name).toEqual([])
    expect(schemaFaults({ ...example('basic'), decision: 7, grantors: [] })).not.toEqual([])
  })

  test('are reported element by element', async () => {
    await expect(`${JSON.stringify(reports, undefined, 1)}\n`).toMatchFileSnapshot('fixtures/fhir/golden.json')
  })

  test.each(examples)('%s is accounted for to the last leaf', (name, resource) => {
    const { mapped = [], unmapped = [] } = reports[name] ?? {}
    expect([...Object.keys(mapped), ...unmapped.map(({ path }) => path)].sort()).toEqual(
      leaves(resource)
        .map(([path]) => path)
        .sort(),
    )
  })

  test.each(examples)('%s goes in, completed, and out again as it came, as far as it maps', name => {
    const { mapped = {} } = reports[name] ?? {}
    const completed = withAdded(name, mapped)
    expect(schemaFaults(completed)).toEqual([])
    expect(faultsOf(completed)).toEqual([])
    const form = parseForm(formToRecord(readConsent(completed)))
    if ('faults' in form) throw new Error(`incomplete: ${JSON.stringify(form.faults)}`)
    const again = leaves(written(carried({ ...form, priority: undefined }))).map(unnumbered)
    for (const leaf of Object.entries(mapped)) expect(again).toContainEqual(asWeSayIt(unnumbered(leaf)))
    // What of theirs forbade nothing and does not map is told again.
    const ours = new Map(leaves(written()))
    const theirs = new Map(leaves(example(name)))
    const left = leaves(completed).filter(
      ([path, value]) => theirs.get(path) === value && ours.get(path) !== value && !(path in mapped),
    )
    const told = readConsent(completed).unmapped.map(({ path }) => path)
    expect(told).toEqual(expect.arrayContaining(left.map(([path]) => path)))
    expect(left.length).toBeGreaterThan(0)
  })

  test('become a form once a hospital adds what is asked of it', () => {
    const ours = written()
    const theirs = example('grantor')
    const completed = {
      ...theirs,
      ...{ category: [...[theirs['category']].flat(), ...[ours['category']].flat()] },
      ...{ subject: ours['subject'], grantor: ours['grantor'], controller: ours['controller'] },
      ...{ extension: ours['extension'], policyText: ours['policyText'], verification: ours['verification'] },
      ...{ sourceAttachment: [...[theirs['sourceAttachment']].flat(), ...[ours['sourceAttachment']].flat()] },
      ...{ period: ours['period'], provision: ours['provision'] },
    }
    expect(schemaFaults(completed)).toEqual([])
    expect(faultsOf(completed)).toEqual([])
    const form = parseForm(formToRecord(readConsent(completed)))
    expect(JSON.parse(JSON.stringify(form))).toEqual(JSON.parse(JSON.stringify(carried().form)))
    expect(readConsent(completed).unmapped.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/grantee/0/reference', '/sourceAttachment/0/title', '/regulatoryBasis/0/coding/0/code']),
    )
  })
})

describe('the table of the mapping', () => {
  const rows = [...ELEMENTS, ...NOT_CARRIED].map(({ fhir }) => fhir)

  test('has each element of R5, and no other', () => {
    const named = (element: string) =>
      rows.some(row => row === element || row.startsWith(`${element}.`) || element.startsWith(`${row}.`))
    expect(elementsOfConsent().filter(element => !named(element))).toEqual([])
    const ofTypes = ['Consent.meta.versionId', 'Consent.sourceAttachment.data', 'Consent.provision.provision.actor']
    const known = [...elementsOfConsent(), ...ofTypes]
    expect(rows.filter(row => !known.some(element => element === row || element.startsWith(`${row}.`)))).toEqual([])
  })

  test('has every element that is written, and all of them are', () => {
    const paths = leaves(written(full)).map(([path]) => `Consent${path.replaceAll(/\/\d+/g, '').replaceAll('/', '.')}`)
    const rowOf = (path: string) => ELEMENTS.findLast(({ fhir }) => path === fhir || path.startsWith(`${fhir}.`))?.fhir
    const other = paths.filter(path => rowOf(path) === undefined)
    expect(other.filter(path => !/^Consent\.(?:resourceType|extension\..*|modifierExtension\..*)$/.test(path))).toEqual(
      [],
    )
    const used = new Set(paths.map(rowOf))
    expect(ELEMENTS.map(({ fhir }) => fhir).filter(fhir => !used.has(fhir))).toEqual([])
  })

  test('says where each field of the form stands', () => {
    const fields = Object.keys(formBody.shape).filter(field => !['supersedes', 'takenBack'].includes(field))
    expect(fields.filter(field => placeOf(`/${field}`) === '/')).toEqual([])
    expect(
      EXTENSIONS.map(row => placeOf(row.at)).every(place => /^\/(?:modifierE|e)xtension:[a-z-]+$/.test(place)),
    ).toBe(true)
  })
})

/** An end is the last whole day in UTC; the rest is said as it came. */
function asWeSayIt([path, value]: Leaf): Leaf {
  const end = path === '/provision/period/end' ? endOf(value) : undefined
  return end === undefined ? [path, value] : [path, lastWholeDay(end)]
}

/** What a hospital adds of ours, and takes away of what would permit more, so that its own consent becomes a form. */
/** Theirs stays wherever it maps: what is ours would come out again as it went in, and prove nothing. */
function withAdded(name: string, mapped: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [ours, theirs] = [written(), example(name)]
  const both = (element: string) => [theirs[element] ?? [], ours[element] ?? []].flat()
  const [permission] = [ours['provision']].flat() as Record<string, unknown>[]
  const [own] = [theirs['provision'] ?? []].flat() as Record<string, unknown>[]
  return {
    ...theirs,
    ...ours,
    ...{ category: both('category'), sourceAttachment: both('sourceAttachment') },
    ...{ id: theirs['id'], date: theirs['date'] ?? ours['date'] },
    ...Object.fromEntries(['status', 'decision'].flatMap(one => (`/${one}` in mapped ? [[one, theirs[one]]] : []))),
    provision: [
      {
        ...permission,
        ...(own?.['period'] !== undefined && { period: own['period'] }),
        ...(Object.keys(mapped).some(path => path.startsWith('/provision/0/action/')) && { action: own?.['action'] }),
      },
    ],
  }
}

type Leaf = readonly [path: string, value: unknown]

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}/${key}`))
}

const unnumbered = ([path, value]: Leaf): Leaf => [path.replaceAll(/\/\d+/g, ''), value]

function mappedOf(resource: unknown): Record<string, unknown> {
  const not = new Set(readConsent(resource).unmapped.map(({ path }) => path))
  return Object.fromEntries(leaves(resource).filter(([path]) => !not.has(path)))
}
