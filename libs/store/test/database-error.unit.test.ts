import { describe, expect, test } from 'vitest'
import { isDropped, translate } from '../src/database-error.ts'

const failed = (code: string, more: object = {}) => Object.assign(new Error('Odalis Kintunaru'), { code, ...more })
const UNAVAILABLE = { code: 'database_unavailable', kind: 'unavailable' }

describe('A database that cannot be reached', () => {
  test.each(['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'ECONNABORTED', 'EADDRNOTAVAIL'])(
    'for the network (%s) is one that is away',
    code => {
      expect(translate(failed(code))).toMatchObject(UNAVAILABLE)
    },
  )

  test('whose connection was closed before is one that is away, and the connection goes', () => {
    const error = new Error('Client was closed and is not queryable')
    expect(translate(error)).toMatchObject(UNAVAILABLE)
    expect([isDropped(error), isDropped(translate(error))]).toEqual([true, true])
  })

  test('since its disk fails is one that is away', () => {
    expect(translate(failed('58030', { severity: 'ERROR' }))).toMatchObject(UNAVAILABLE)
  })

  test('to write, since it is the primary no more, is one that is away, and the connection to it goes', () => {
    const error = translate(failed('25006', { severity: 'ERROR' }))
    expect(error).toMatchObject(UNAVAILABLE)
    expect(isDropped(error)).toBe(true)
  })
})

test('What was wrong with the work itself is passed on without its words, and keeps the connection', () => {
  const error = translate(failed('23505', { severity: 'ERROR', constraint: 'one_a_day' }))
  expect(error).toMatchObject({ message: '23505 one_a_day' })
  expect(isDropped(error)).toBe(false)
})
