import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../web/case/fields.ts'
import { dataOf, faultsIn, pointedIn, type Values } from '../web/case/values.ts'

const schema = (properties: object, required: string[] = [], rest: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
  ...rest,
})
const filled = (data: object, values: Values) => {
  const fields = fieldsOf({ ...data })
  return { faults: faultsIn(fields, values), data: dataOf(fields, values) }
}

describe('what a step asks for', () => {
  it.each([
    [{ enum: ['a', 'b'] }, { kind: 'choice', codes: ['a', 'b'] }],
    [{ oneOf: [{ const: 'a' }, { const: 'b' }] }, { kind: 'choice', codes: ['a', 'b'] }],
    [
      { type: 'array', items: { enum: ['a'] }, minItems: 1 },
      { kind: 'choices', codes: ['a'], min: 1 },
    ],
    [{ type: 'boolean' }, { kind: 'flag' }],
    [
      { type: 'integer', minimum: 1, maximum: 9 },
      { kind: 'number', min: 1, max: 9 },
    ],
    [{ type: 'string', format: 'date' }, { kind: 'day' }],
    [{ type: 'string', format: 'date-time' }, { kind: 'moment' }],
    [{ type: 'string', format: 'uuid' }, { kind: 'id' }],
    [{ type: 'object', properties: { hub: {}, agencyId: {} } }, { kind: 'agency' }],
    [{ $ref: '#/$defs/reason' }, { kind: 'choice', codes: ['lost'] }],
    [{ const: 'x' }, { kind: 'given', value: 'x' }],
    [{ type: 'string' }, { kind: 'unknown' }],
  ])('is read from its schema: %j', (property, expected) => {
    const fields = fieldsOf(schema({ it: property }, ['it'], { $defs: { reason: { enum: ['lost'] } } }))
    expect(fields).toEqual([{ name: 'it', required: true, ...expected }])
  })

  it('may be rows of fields', () => {
    const [rows] = fieldsOf(
      schema({ items: { type: 'array', items: schema({ service: { enum: ['legal'] } }, ['service']) } }),
    )
    expect(rows).toMatchObject({ kind: 'rows', fields: [{ name: 'service', kind: 'choice', required: true }] })
  })

  it('is nothing where there is no schema', () => {
    expect(fieldsOf(undefined)).toEqual([])
  })
})

describe('what was entered', () => {
  const plan = schema(
    {
      items: {
        type: 'array',
        minItems: 1,
        items: schema({ service: { enum: ['legal'] }, from: { type: 'string', format: 'date' } }, ['service']),
      },
    },
    ['items'],
  )

  it('becomes what the schema asks for, and says nothing of what was left empty', () => {
    const all = schema({
      safe: { type: 'boolean' },
      count: { type: 'integer' },
      to: { type: 'object', properties: { hub: {}, agencyId: {} } },
      reason: { enum: ['a'] },
      about: { type: 'array', items: { enum: ['x', 'y'] } },
      mode: { const: 'phone' },
      later: { type: 'string', format: 'date' },
    })
    const values = { safe: 'no', count: ' 3 ', to: { hub: 'XB', agencyId: 'id' }, reason: 'a', about: ['y'], later: '' }
    expect(filled(all, values)).toEqual({
      faults: [],
      data: { safe: false, count: 3, to: { hub: 'XB', agencyId: 'id' }, reason: 'a', about: ['y'], mode: 'phone' },
    })
  })

  it('is marked where something is missing, by the pointer the hub would give', () => {
    expect(filled(plan, {}).faults).toEqual([{ pointer: '/items', code: 'required' }])
    expect(filled(plan, { items: [{ from: '2026-12-01' }] }).faults).toEqual([
      { pointer: '/items/0/service', code: 'required' },
    ])
    expect(filled(plan, { items: [{ service: 'legal' }] })).toEqual({
      faults: [],
      data: { items: [{ service: 'legal' }] },
    })
  })

  it.each(['x', '1.5', '0', '10', '99999999999'])('is no number from 1 to 9 when it is %s', count => {
    const data = schema({ count: { type: 'integer', minimum: 1, maximum: 9 } })
    expect(filled(data, { count }).faults).toEqual([{ pointer: '/count', code: 'invalid' }])
  })

  it('may leave out a group that is not required, but not half of it', () => {
    const data = schema({ stay: schema({ from: { type: 'string', format: 'date' }, kind: { enum: ['a'] } }, ['from']) })
    expect(filled(data, {}).faults).toEqual([])
    expect(filled(data, { stay: { kind: 'a' } }).faults).toEqual([{ pointer: '/stay/from', code: 'required' }])
  })

  it('is found by a pointer into the request as by one into its data', () => {
    expect(
      pointedIn([
        { pointer: '/data/reason', code: 'required' },
        { pointer: '/dataset', code: 'x' },
      ]),
    ).toEqual([
      { pointer: '/reason', code: 'required' },
      { pointer: '/dataset', code: 'x' },
    ])
  })
})
