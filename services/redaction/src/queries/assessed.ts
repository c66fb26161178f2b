import type { KeyObject } from 'node:crypto'
import { type FormFile, type ProtocolBook, scoreOf } from '@amparo/protocols'
import type { Store } from '@amparo/store'
import type { Answers } from '../domain/answers.ts'
import type { Assessed } from '../domain/assessed.ts'
import {
  type Assessment,
  type AssessmentsFor,
  assessmentsBy,
  assessmentsOf,
  openAssessment,
  type ReportsOf,
  type SealedAssessment,
} from '../store/assessments.ts'
import { type ProtocolOf, rulesOf } from './protocol-rules.ts'

export type Forms = Pick<ProtocolBook, 'form' | 'get'>

/** What was assessed of a person, as the reader of one referral may know of it. Inside the service only; what leaves it is cut. */
export type FindAssessed = (
  of: Omit<AssessmentsFor, 'compartment'> & { readonly key: KeyObject; readonly protocol: ProtocolOf },
) => Promise<Assessed[]>

/** A view shows so many, the newest. */
const LIMIT = 50

/** An answer to a form that this hub no longer has is left out: nobody could say what it was an answer to. */
export const findAssessed =
  ({ read }: Pick<Store, 'read'>, forms: Forms): FindAssessed =>
  async ({ key, protocol, ...of }) => {
    const { compartment } = rulesOf(forms, protocol)
    const sealed = await read(reader => assessmentsOf(reader, { ...of, compartment, limit: LIMIT }))
    return opened(forms, key, sealed)
  }

/** What the recipient of a referral has assessed in it, for its sender. Inside the service only; what leaves it is cut. */
export type FindReports = (of: ReportsOf & { readonly key: KeyObject }) => Promise<Assessed[]>

export const findReports =
  ({ read }: Pick<Store, 'read'>, forms: Forms): FindReports =>
  async ({ key, ...of }) =>
    opened(forms, key, await read(reader => assessmentsBy(reader, { ...of, limit: LIMIT })))

const opened = (forms: Forms, key: KeyObject, sealed: readonly SealedAssessment[]): Assessed[] =>
  sealed.flatMap(assessment => {
    const form = forms.form(assessment.form, assessment.version)
    return form === undefined ? [] : [assessedOf(form, assessment, openAssessment(key, assessment))]
  })

/** What the answers come to, by the form of that version: the same always. */
export function assessedOf(form: FormFile, { by, at }: Pick<Assessment, 'by' | 'at'>, answers: Answers): Assessed {
  const { byItem, score, max, band, flags, unknown } = scoreOf(form, answers)
  const items = new Map(form.sections.flatMap(section => Object.entries(section.items)))
  // Of what came from another hub not every answer is here: what is not is not taken for unknown.
  const here = byItem.filter(({ item }) => Object.hasOwn(answers, item))
  const isWhole = here.length === byItem.length
  return {
    form: form.form,
    version: form.version,
    at: at.toISOString(),
    by: { hub: by.hub, agencyId: by.agencyId },
    items: here.map(({ item, answer, weight, points }) => {
      const { flag, category } = items.get(item) ?? {}
      const isRaised = flag !== undefined && flags.includes(flag) && (answer === 'yes' || answer === 'high')
      return { item, answer, weight, points, category: category ?? 'risk', ...(isRaised && { flag }) }
    }),
    overall: isWhole ? { score, max, band, flags, unknown } : undefined,
  }
}
