import { randomUUID } from 'node:crypto'
import { agencyTypes } from '@amparo/contracts'
import { type Eligibility, eligibilityOf, servicesOf, takesMinors } from './offers.ts'

/** An agency of a demonstration hub. Fictional: XA, XB and XC do not exist. */
export interface DemoAgency {
  readonly agencyId: string
  readonly type: string
  readonly name: string
  /** What it offers: codes of service categories. */
  readonly services: readonly string[]
  /** In a country code (+999) that no country has. */
  readonly dutyPhone: string
  readonly takesMinors: boolean
  /** For whom it is; absent: for everybody. */
  readonly eligibility?: Eligibility | undefined
}

export interface DemoUser {
  readonly id: string
  readonly username: string
  readonly agencyId: string
  readonly agencyType: string
  readonly roles: readonly string[]
}

/** A re-offer needs somebody who comes next. */
const SECOND_SHELTER = 'shelter'

/** One agency of every type that the directory knows, and a second shelter after them. */
export const demoAgencies = (hub: string): DemoAgency[] =>
  [...agencyTypes.all, SECOND_SHELTER].map((type, n) => ({
    agencyId: randomUUID(),
    type,
    name: `${hub} ${type.replaceAll('_', ' ')}${n < agencyTypes.all.length ? '' : ' 2'}`,
    services: servicesOf(type),
    dutyPhone: `+9995550${String(hub.charCodeAt(1) - 64).padStart(2, '0')}${String(n + 1).padStart(2, '0')}`,
    takesMinors: takesMinors(type),
    // The second shelter is for whom the first is not.
    ...(n < agencyTypes.all.length && forWhom(type)),
  }))

function forWhom(type: string): Pick<DemoAgency, 'eligibility'> {
  const eligibility = eligibilityOf(type)
  return eligibility === undefined ? {} : { eligibility }
}

/**
 * Each agency has a caseworker and a supervisor, who is also its duty officer: the second person of two-person rules; both review masks. Witness
 * protection is worked by both of its own agency and, in the police, by one officer beside the others, to whom it does not exist. The central authority has two custodians of the vault, who work no cases, and both of
 * it sign requests for evidence, which those of the prosecution draft.
 * The audit agency has an auditor instead.
 */
export const demoUsers = (hub: string, agencies: readonly DemoAgency[]): DemoUser[] =>
  agencies.flatMap(({ agencyId, type }, n) => {
    const user = (name: string, ...roles: string[]): DemoUser => ({
      id: randomUUID(),
      username: `${name}@${hub.toLowerCase()}`,
      agencyId,
      agencyType: type,
      roles,
    })
    const isSecond = agencies.findIndex(agency => agency.type === type) < n
    const name = `${type.replaceAll('_', '-')}${isSecond ? '-2' : ''}`
    if (type === 'audit') return [user('auditor', 'auditor')]
    // Whoever keeps the hub's vault; the second one confirms what the first one asks.
    const custody = type === 'central_authority' ? ['custodian', 'custodian.second'] : []
    const protection = type === 'witness_protection' ? ['protection'] : []
    const evidence = EVIDENCE[type] ?? []
    return [
      user(name, 'caseworker', 'reviewer', ...protection, ...evidence),
      user(`${name}.supervisor`, 'caseworker', 'supervisor', 'reviewer', ...protection, ...evidence),
      ...custody.map(custodian => user(custodian, 'custodian')),
      ...(type === 'police' ? [user(`${name}.protection`, 'caseworker', 'protection')] : []),
    ]
  })

/** Roles that requests for evidence need. */
const EVIDENCE: Readonly<Record<string, readonly string[]>> = {
  prosecution: ['prosecutor'],
  central_authority: ['central_authority'],
  police: ['investigator'],
}
