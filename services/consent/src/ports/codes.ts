import {
  agencyTypes,
  bases,
  type Codes,
  dataCategories,
  handlingCodes,
  priorities,
  protocols,
  purposes,
} from '@amparo/contracts'
import { AGENCY_TYPES, BASES, CATEGORIES, HANDLING_CODES, PRIORITIES, PROTOCOLS, PURPOSES } from '../domain/codes.ts'

export interface Wire<C extends string, E extends number> {
  /** Undefined for UNSPECIFIED, and for what a newer peer knows and this hub does not: unknown denies. */
  read(value: E): C | undefined
  write(code: C): E
}

function wire<const C extends string, E extends number>(own: readonly C[], contract: Codes<E>): Wire<C, E> {
  const byValue = new Map<number, C>(own.map(code => [contract.toEnum(code), code]))
  return { read: value => byValue.get(value), write: contract.toEnum }
}

/** The domain's codes as the contracts number them. */
export const wires = {
  agencyType: wire(AGENCY_TYPES, agencyTypes),
  basis: wire(BASES, bases),
  category: wire(CATEGORIES, dataCategories),
  handlingCode: wire(HANDLING_CODES, handlingCodes),
  priority: wire(PRIORITIES, priorities),
  protocol: wire(PROTOCOLS, protocols),
  purpose: wire(PURPOSES, purposes),
}

/** Undefined if one of them is not known: a list is not made shorter, so that nothing is taken for less than it says. */
export function readAll<C extends string, E extends number>(of: Wire<C, E>, values: readonly E[]): C[] | undefined {
  const codes = values.flatMap(value => of.read(value) ?? [])
  return codes.length === values.length ? codes : undefined
}
