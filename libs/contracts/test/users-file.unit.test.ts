import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { usersFile } from '../src/users-file.ts'

let nth = 0
const user = (agencyType: string, change: object = {}) => {
  nth += 1
  return {
    ...{
      givenNames: 'Somebody',
      familyNames: `Number ${nth}`,
      id: randomUUID(),
      username: `user${nth}@xa`,
      agencyId: randomUUID(),
      agencyType,
      roles: ['caseworker'],
    },
    passwordHash: 'scrypt$1024$8$1$c2FsdA$a2V5',
    totpSecret: `${'A'.repeat(26)}${String.fromCharCode(65 + nth)}`,
    ...change,
  }
}
const faultsOf = (...users: object[]) =>
  usersFile.safeParse({ users }).error?.issues.map(({ message }) => message) ?? []
const NAME = { givenNames: 'Itzel María', familyNames: 'Cocom Peña' }

it('takes people of every agency, each once', () => {
  expect(faultsOf(user('migration_protection', NAME), user('migration_enforcement'), user('police', NAME))).toEqual([])
})

it('takes nobody who is in migration protection and in migration enforcement, however the name is written', () => {
  const other = { givenNames: 'ITZEL MARIA', familyNames: 'Cocom  Pen\u0303a' }
  expect(faultsOf(user('migration_protection', NAME), user('migration_enforcement', other))).toEqual([
    'somebody stands in migration protection and in migration enforcement',
  ])
  const namesake = { ...NAME, givenNames: 'Itzel María Sol' }
  expect(faultsOf(user('migration_protection', NAME), user('migration_enforcement', namesake))).toEqual([])
})

it('takes nobody of a migration agency without a name, by which to know them in the other', () => {
  const nameless = { givenNames: undefined, familyNames: undefined }
  expect(faultsOf(user('migration_enforcement', nameless))).toEqual(['somebody of a migration agency has no name'])
  expect(faultsOf(user('police', nameless))).toEqual([])
})

it.each([
  ['an id', 'id', 'an id stands twice'],
  ['a username', 'username', 'a username stands twice'],
  ['a second factor', 'totpSecret', 'a second factor stands twice'],
] as const)('takes %s once', (_, field, fault) => {
  const first = user('migration_protection')
  expect(faultsOf(first, user('migration_enforcement', { [field]: first[field] }))).toEqual([fault])
})
