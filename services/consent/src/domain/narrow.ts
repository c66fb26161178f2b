import type { Recipient } from './agency.ts'
import { ACTIONS, type Action, type Category, type Purpose } from './codes.ts'
import type { Form, Pointer } from './form.ts'

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

const isPart = <T>(some: readonly T[] | undefined, all: readonly T[]) => some?.every(one => all.includes(one)) ?? true

/** One agency lies within its kind. */
export const within = (one: Recipient, other: Recipient): boolean =>
  one.hub === other.hub &&
  one.agencyType === other.agencyType &&
  (other.agencyId === undefined || other.agencyId === one.agencyId)
