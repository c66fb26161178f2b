import type { Recipient } from './agency.ts'
import { ACTIONS, type Action, type Category, type Purpose } from './codes.ts'
import type { Form, Pointer } from './form.ts'
import type { BasisRecord } from './record.ts'

/** What is left of a consent. What is absent stays as it was. */
export interface Narrowing {
  readonly purposes?: readonly Purpose[] | undefined
  readonly dataCategories?: readonly Category[] | undefined
  readonly recipients?: readonly Recipient[] | undefined
  readonly validUntil?: string | undefined
  readonly reportBack?: false | undefined
  readonly actions?: readonly Action[] | undefined
  readonly onward?: false | undefined
  /** Police and prosecution are to read no more what incriminates the person. */
  readonly selfIncriminating?: false | undefined
}

/** The form with less in it; or the fields in which more would be. Less needs no new signature: it is the person's right at any time. */
export function narrowed(form: Form, to: Narrowing): { readonly form: Form } | { readonly wider: readonly Pointer[] } {
  const wider: readonly (readonly [boolean, Pointer])[] = [
    [!isPart(to.purposes, form.purposes), '/purposes'],
    [!isPart(to.dataCategories, form.dataCategories), '/dataCategories'],
    [!isPart(to.actions, form.actions ?? ACTIONS), '/actions'],
    [to.recipients?.some(one => !form.recipients.some(other => within(one, other))) === true, '/recipients'],
    [to.validUntil !== undefined && to.validUntil > form.validUntil, '/validUntil'],
  ]
  const pointers = wider.filter(([is]) => is).map(([, pointer]) => pointer)
  if (pointers.length > 0) return { wider: pointers }
  return {
    form: {
      ...form,
      purposes: to.purposes ?? form.purposes,
      dataCategories: to.dataCategories ?? form.dataCategories,
      recipients: to.recipients ?? form.recipients,
      validUntil: to.validUntil ?? form.validUntil,
      reportBack: to.reportBack ?? form.reportBack,
      actions: to.actions ?? form.actions,
      onward: to.onward ?? form.onward,
      selfIncriminating: to.selfIncriminating === false ? undefined : form.selfIncriminating,
      excluded: undefined,
    },
  }
}

/**
 * The fields in which a consent has less than the one in whose place it comes: who gives it takes the rest back. For now also by what it still
 * waits for, or was not given on: it carries emergencies alone then.
 */
export const leftOut = (next: BasisRecord, before: BasisRecord): readonly Pointer[] =>
  (
    [
      [!isPart(before.purposes, next.purposes), '/purposes'],
      [!before.recipients.every(one => next.recipients.some(other => within(one, other))), '/recipients'],
      [!isPart(before.categories, next.categories), '/dataCategories'],
      [!isPart(before.actions ?? ACTIONS, next.actions ?? ACTIONS), '/actions'],
      [next.protocol !== undefined && next.protocol !== before.protocol, '/protocol'],
      [before.reportBack && !next.reportBack, '/reportBack'],
      [before.onward === true && next.onward !== true, '/onward'],
      [before.selfIncriminatingAgreed === true && next.selfIncriminatingAgreed !== true, '/selfIncriminating'],
      [next.oralOnly && !before.oralOnly, '/signature'],
      [next.sheetBy !== undefined && before.sheetBy === undefined, '/sheet'],
      [next.endsAt < before.endsAt, '/validUntil'],
    ] as const
  ).flatMap(([isLess, pointer]) => (isLess ? [pointer] : []))

const isPart = <T>(some: readonly T[] | undefined, all: readonly T[]) => some?.every(one => all.includes(one)) ?? true

/** One agency lies within its kind. */
export const within = (one: Recipient, other: Recipient): boolean =>
  one.hub === other.hub &&
  one.agencyType === other.agencyType &&
  (other.agencyId === undefined || other.agencyId === one.agencyId)
