import { admitsChildren, agencyTypes, ROLES, SCOPES, scopesOf, serviceCategories } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { demoAgencies, demoUsers } from './roster.ts'

const agencies = demoAgencies('XA')
const users = demoUsers('XA', agencies)
const rolesOf = (user: { roles: readonly string[] }) => ROLES.filter(role => user.roles.includes(role))

test('a demonstration hub has an agency of every type, and a second shelter for whom the first cannot take', () => {
  expect(agencies.map(({ type }) => type)).toEqual([...agencyTypes.all, 'shelter'])
  expect(new Set(agencies.map(({ name }) => name)).size).toBe(agencies.length)
  const [first, second] = agencies.filter(({ type }) => type === 'shelter')
  expect(second?.services).toEqual(first?.services)
})

test('the first shelter is for women and the second for everybody; child protection is for children', () => {
  const [first, second] = agencies.filter(({ type }) => type === 'shelter')
  expect([
    first?.eligibility?.genders?.includes('Feminine'),
    first?.eligibility?.genders?.includes('Masculine'),
  ]).toEqual([true, false])
  expect(second).not.toHaveProperty('eligibility')
  expect(agencies.find(({ type }) => type === 'child_protection')?.eligibility).toEqual({ maximumAge: 17 })
  // As a directory states them.
  for (const { takesMinors, eligibility = {} } of agencies)
    expect(admitsChildren(eligibility) ?? takesMinors).toBe(takesMinors)
})

test('what agencies offer are codes of services; each has a phone of its own, in a country that does not exist', () => {
  const offered = new Set(agencies.flatMap(({ services }) => services))
  expect([...offered].filter(code => !serviceCategories.is(code))).toEqual([])
  expect(serviceCategories.all.filter(code => !offered.has(code))).toEqual(['other'])
  const phones = [...agencies, ...demoAgencies('XB')].map(({ dutyPhone }) => dutyPhone)
  expect(new Set(phones).size).toBe(phones.length)
  expect(phones.every(phone => /^\+999\d{8,12}$/.test(phone))).toBe(true)
})

test('each agency but the auditors has somebody who works cases, and a supervisor', () => {
  for (const { agencyId, type } of agencies.filter(agency => agency.type !== 'audit')) {
    const scopes = users.filter(user => user.agencyId === agencyId).map(user => scopesOf(rolesOf(user)))
    expect(
      scopes.filter(own => own.includes('referral:work') && !own.includes('referral:assign')),
      type,
    ).not.toEqual([])
    expect(scopes.filter(own => own.includes('referral:assign') && own.includes('directory:maintain'))).toHaveLength(1)
  }
  expect(new Set(users.map(({ username }) => username)).size).toBe(users.length)
})

test('protection exists for its own agency and for one officer of the police, and for nobody else', () => {
  expect(SCOPES).toContain('protection:work')
  const protecting = users.filter(user => scopesOf(rolesOf(user)).includes('protection:work'))
  expect(protecting.map(({ username }) => username)).toEqual([
    'police.protection@xa',
    'witness-protection@xa',
    'witness-protection.supervisor@xa',
  ])
})

test('two custodians keep the vault: they see no case, and nobody who works cases is one', () => {
  const keeping = users.filter(user => scopesOf(rolesOf(user)).includes('identity:custody'))
  expect(keeping.map(({ username }) => username)).toEqual(['custodian@xa', 'custodian.second@xa'])
  for (const user of keeping) expect(scopesOf(rolesOf(user))).toEqual(['directory:read', 'identity:custody'])
})
