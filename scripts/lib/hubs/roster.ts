import { randomUUID } from 'node:crypto'
import { agencyTypes } from '@amparo/contracts'

/** An agency of a demonstration hub. Fictional: XA, XB and XC do not exist. */
export interface DemoAgency {
  readonly agencyId: string
  readonly type: string
  readonly name: string
}

export interface DemoUser {
  readonly id: string
  readonly username: string
  readonly agencyId: string
  readonly agencyType: string
  readonly roles: readonly string[]
}

/** One agency of every type that the directory knows. */
export const demoAgencies = (hub: string): DemoAgency[] =>
  agencyTypes.all.map(type => ({ agencyId: randomUUID(), type, name: `${hub} ${type.replaceAll('_', ' ')}` }))

/**
 * Each agency has a caseworker and a supervisor, who is also its duty officer: the second person of two-person rules.
 * The audit agency has an auditor instead.
 */
export const demoUsers = (hub: string, agencies: readonly DemoAgency[]): DemoUser[] =>
  agencies.flatMap(({ agencyId, type }) => {
    const user = (name: string, roles: string[]): DemoUser => ({
      id: randomUUID(),
      username: `${name}@${hub.toLowerCase()}`,
      agencyId,
      agencyType: type,
      roles,
    })
    const name = type.replaceAll('_', '-')
    return type === 'audit'
      ? [user('auditor', ['auditor'])]
      : [user(name, ['caseworker']), user(`${name}.supervisor`, ['caseworker', 'supervisor'])]
  })
