import type { ListedOneCase } from '@amparo/client'

/** For focal points: what they agree on by phone, where no agreement stands between two hubs. */
export interface OneCaseTexts {
  readonly menu: string
  readonly title: string
  readonly lead: string
  readonly waiting: { readonly title: string; readonly lead: string; readonly none: string }
  readonly agreed: { readonly title: string; readonly none: string }
  readonly other: { readonly title: string; readonly lead: string }
  readonly crosses: (from: string, to: string) => string
  readonly anyOf: (type: string, hub: string) => string
  readonly recorded: string
  readonly recordedBy: string
  readonly number: string
  readonly numberHint: string
  readonly record: string
  readonly recordHint: string
  readonly wrong: string
  readonly direction: string
  readonly directions: Readonly<Record<'receives' | 'sends', string>>
  readonly from: string
  readonly to: string
  readonly byPhone: (hub: string) => string
  readonly otherHub: string
  readonly begin: string
  readonly send: string
  readonly done: string
  readonly tell: (number: string) => string
  readonly states: Readonly<Record<ListedOneCase['state'], string>>
  readonly confirm: string
  readonly sure: string
  readonly confirmed: string
  readonly notOwn: string
  readonly ends: string
}
