import type { MessageInitShape } from '@bufbuild/protobuf'
import { z } from 'zod'
import type { EligibilitySchema } from './gen/amparo/directory/v1/directory_pb.ts'
import { oneOf } from './reference/code-list.ts'
import { type AgeBand, ageAt, ageBandOf, ageBands, yearsOf } from './reference/ctdc.ts'
import { genders } from './reference/htcds.ts'
import { isPartialDate } from './subject.ts'

/** Of somebody of whom it is not known nothing can be said. */
export const UNKNOWN_GENDER = 'NonSpecifiedUnknown'
const OLDEST = 120
/** Full years from which nobody is a child any more. */
export const ADULT = 18

const years = z.int().min(0).max(OLDEST)

/** For whom an agency is (HSDS: minimum_age, maximum_age; FHIR: HealthcareService.eligibility). What is left out lets everybody in. */
export const eligibilityShape = z
  .strictObject({
    /** Full years. */
    minimumAge: years.optional(),
    maximumAge: years.optional(),
    genders: z
      .array(oneOf(genders.filter(code => code !== UNKNOWN_GENDER)))
      .min(1)
      .refine(codes => new Set(codes).size === codes.length)
      .optional(),
  })
  .refine(stated => Object.keys(stated).length > 0, { message: 'states_nothing' })
  .refine(({ minimumAge = 0, maximumAge = OLDEST }) => minimumAge <= maximumAge, { message: 'for_nobody' })

export interface ForWhom {
  readonly minimumAge?: number | undefined
  readonly maximumAge?: number | undefined
  /** Codes of HTCDS; undefined: all. */
  readonly genders?: readonly string[] | undefined
}

/** As a message has it: without what is not stated. */
export const eligibilityMessage = ({
  minimumAge,
  maximumAge,
  genders = [],
}: ForWhom): MessageInitShape<typeof EligibilitySchema> => ({
  genders: [...genders],
  ...(minimumAge !== undefined && { minimumAge }),
  ...(maximumAge !== undefined && { maximumAge }),
})

/** Whether what is stated of ages lets children in. Undefined: nothing is stated of ages. */
export const admitsChildren = ({ minimumAge, maximumAge }: ForWhom): boolean | undefined =>
  minimumAge === undefined && maximumAge === undefined ? undefined : (minimumAge ?? 0) < ADULT

/** What is compared of a person: bands of age, and never a birth date. */
export interface Described {
  /** Full years, both included. */
  readonly ages: { readonly from: number; readonly to: number }
  /** Undefined: unknown. */
  readonly gender: string | undefined
}

interface KnownOfAge {
  /** Under 18, or of an age in doubt. */
  readonly minor: boolean
  readonly ageBand?: string | null | undefined
  /** ISO 8601, a part of it too. */
  readonly dateOfBirth?: string | null | undefined
}

/** Of whom nothing more is known, or what is known contradicts itself: all ages of a child, or of an adult. */
export function agesOf({ minor, ageBand, dateOfBirth }: KnownOfAge, now: Date): Described['ages'] {
  const bands = [...ageBands.filter(band => band === ageBand), ...bandsOfBirth(dateOfBirth ?? '', now)]
  const said = bands.map(yearsOf)
  if (said.length === 0 || said.some(({ from }) => from < ADULT !== minor))
    return minor ? { from: 0, to: ADULT - 1 } : { from: ADULT, to: OLDEST }
  return { from: Math.min(...said.map(({ from }) => from)), to: Math.max(...said.map(({ to }) => to)) }
}

/** Of a year or month alone: what its last and its first day make. */
function bandsOfBirth(dateOfBirth: string, now: Date): AgeBand[] {
  if (!isPartialDate(dateOfBirth)) return []
  const [youngest, oldest] = [ageAt(dateOfBirth, now), ageAt(dateOfBirth.padEnd(10, '-01'), now)]
  return youngest < 0 || oldest > OLDEST ? [] : [ageBandOf(youngest), ageBandOf(oldest)]
}

/**
 * Why an agency is not for this person; nothing: it is. What is not known of them is held against nobody: neither a gender that nobody
 * has said, nor a band of age that is for it in part.
 */
export function unservedFor(
  { minimumAge = 0, maximumAge = OLDEST, genders: served = [] }: ForWhom,
  { ages, gender = UNKNOWN_GENDER }: Described,
): ('age' | 'gender')[] {
  const isOfAge = minimumAge <= ages.to && ages.from <= maximumAge
  const isOfGender = served.length === 0 || gender === UNKNOWN_GENDER || served.includes(gender)
  return [...(isOfAge ? [] : (['age'] as const)), ...(isOfGender ? [] : (['gender'] as const))]
}
