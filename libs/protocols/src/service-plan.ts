import type { Coded } from './log.ts'
import { isFinal, type Protocol, type Run } from './run.ts'

/** What became of a service that was asked for (NIEM human services). */
export const SERVICE_STATES = [
  'requested',
  'accepted',
  'provided',
  'referred-out',
  'unmet',
  'declined-by-person',
] as const
export type ServiceState = (typeof SERVICE_STATES)[number]

export interface PlannedService {
  readonly service: string
  readonly state: ServiceState
}

const SETTLED: readonly ServiceState[] = ['provided', 'referred-out', 'unmet', 'declined-by-person']

/**
 * Each service with its state, in the order in which it came up: those asked for, then those a plan added. When the referral
 * has ended, what nobody provided is unmet: no service is left without an answer.
 */
export function servicePlan(protocol: Protocol, run: Run, requested: readonly string[]): PlannedService[] {
  const plan = new Map<string, ServiceState>(requested.map(service => [service, 'requested']))
  for (const { taken, effective } of run.entries) if (effective) apply(plan, taken.step, taken.data)
  const ended = isFinal(protocol, run.state)
  return [...plan].map(([service, state]) => ({
    service,
    state: ended && !SETTLED.includes(state) ? 'unmet' : state,
  }))
}

function apply(plan: Map<string, ServiceState>, step: string, data: Readonly<Record<string, Coded>>): void {
  const open = [...plan].filter(([, state]) => !SETTLED.includes(state)).map(([service]) => service)
  const all = (state: ServiceState) => {
    for (const service of open) plan.set(service, state)
  }
  if (step === 'accept') all('accepted')
  if (step === 'accept-part') {
    const accepted = list(data['services'])
    for (const service of open) plan.set(service, accepted.includes(service) ? 'accepted' : 'unmet')
  }
  if (step === 'plan') states(data['items'], plan)
  if (step === 'complete') {
    states(data['services'], plan)
    const named = list(data['services']).map(item => (isRecord(item) ? item['service'] : undefined))
    if (data['outcome'] === 'services-provided')
      for (const service of open) if (!named.includes(service)) plan.set(service, 'provided')
  }
  if (step === 'person-declined-service' || (step === 'complete' && data['outcome'] === 'person-declined')) {
    for (const service of open)
      if (!SETTLED.includes(plan.get(service) ?? 'requested')) plan.set(service, 'declined-by-person')
  }
  if (step === 'reopen') for (const [service, state] of plan) if (state !== 'provided') plan.set(service, 'requested')
}

function states(items: Coded | undefined, plan: Map<string, ServiceState>): void {
  for (const item of list(items)) {
    if (!isRecord(item)) continue
    const { service, state } = item
    const known = SERVICE_STATES.find(code => code === state)
    if (typeof service === 'string' && known !== undefined) plan.set(service, known)
  }
}

const list = (value: Coded | undefined): readonly Coded[] => (Array.isArray(value) ? value : [])
const isRecord = (value: Coded): value is { readonly [field: string]: Coded } =>
  typeof value === 'object' && !Array.isArray(value)
