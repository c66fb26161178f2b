import { ITEM_USES } from '@amparo/contracts'
import { z } from 'zod'
import { type GoneBack, goneBackOf, WAYS_OUT } from '../../domain/requests/gone-back.ts'
import { FREE_USES } from '../../domain/requests/item-use.ts'
import { type Item, itemsOf } from '../../domain/requests/items.ts'
import { PERMITTED, permissionsOf, type UsePermission } from '../../domain/requests/permissions.ts'
import type { Course } from '../../queries/requests.ts'
import { hubCode } from '../request-codes.ts'

const time = z.iso.datetime()
const ids = z.array(z.uuid()).nullable().describe('null: all items')

const itemView = z.object({
  item: z.uuid(),
  ...{ kind: z.string(), handling: z.string(), source: z.string(), information: z.string() },
  sha256: z.string().nullable(),
  clears: z.boolean().describe('It may clear an accused'),
  handedOverAt: time,
  useEnds: time.nullable().describe('By when it is to be returned or destroyed'),
  free: z.array(z.enum(ITEM_USES)).describe('Uses that its handling code lets without permission'),
  goneBack: z
    .object({
      how: z.enum(WAYS_OUT),
      day: z.iso.date().describe('As whoever received it says'),
      statedAt: time,
      back: z
        .object({ at: time, day: z.iso.date(), condition: z.string() })
        .nullable()
        .describe('What whoever had handed it over says of its return; null: nothing yet, or it was destroyed'),
    })
    .nullable()
    .describe('null: it is with whoever received it'),
})
const permissionView = z.object({
  n: z.int().describe('Place among all that were asked for; answers come in that order'),
  use: z.string(),
  to: hubCode.nullable(),
  items: ids,
  askedAt: time,
  answer: z
    .object({
      at: time,
      permitted: z.enum(PERMITTED).nullable().describe('null: it was refused'),
      until: time.nullable(),
      items: ids,
      reason: z.string().nullable().describe('Of a refusal'),
      reasonsSent: z.boolean().describe('They stand in a message of the two authorities'),
    })
    .nullable(),
})
const useView = z.object({
  item: z.uuid(),
  use: z.string(),
  to: z.object({ hub: z.string(), agencyId: z.string() }),
  permission: z.int().nullable().describe('null: it needed none'),
  at: time,
})

/** What came and within which limits, which other uses were asked for and answered, and how it was used. */
export const usesView = {
  items: z.array(itemView),
  permissions: z.array(permissionView),
  annexPermissions: z
    .array(permissionView)
    .describe('Other uses of its annexes, which whoever is asked asks for and the side that sent them answers'),
  uses: z.array(useView).describe('In this hub, beyond reading it as it was asked for; the last first'),
}

export const NO_USES = { items: [], permissions: [], annexPermissions: [], uses: [] }

export const toUses = ({ run, uses }: Course) => ({
  items: itemsOf(run).map(item => ({ ...toItem(item), goneBack: toGoneBack(goneBackOf(run)(item)) })),
  permissions: permissionsOf(run).map(toPermission),
  annexPermissions: permissionsOf(run, 'annexes').map(toPermission),
  uses: uses.map(toUse),
})

function toGoneBack(gone: GoneBack | undefined): z.input<typeof itemView>['goneBack'] {
  if (gone === undefined) return null
  const { how, day, stated, back } = gone
  return { how, day, statedAt: stated.at.toISOString(), back: back ? { ...back, at: back.at.toISOString() } : null }
}

const toItem = ({ id, sha256, handedOverAt, useEnds, ...same }: Item): Omit<z.input<typeof itemView>, 'goneBack'> => ({
  ...{ item: id, kind: same.kind, handling: same.handling, source: same.source, information: same.information },
  ...{ sha256: sha256 ?? null, clears: same.clears, handedOverAt: handedOverAt.toISOString() },
  useEnds: useEnds?.toISOString() ?? null,
  free: Object.entries(FREE_USES).flatMap(([handling, free]) => (handling === same.handling ? [...free] : [])),
})

function toPermission({ n, use, to, items, askedAt, answer }: UsePermission): z.input<typeof permissionView> {
  const said = { n, use, to: to ?? null, items: idsOf(items), askedAt: askedAt.toISOString() }
  if (answer === undefined) return { ...said, answer: null }
  const at = answer.at.toISOString()
  if (answer.permitted === undefined) {
    const { reason, reasonsSent } = answer
    return { ...said, answer: { at, permitted: null, until: null, items: null, reason, reasonsSent } }
  }
  const { permitted, until } = answer
  const limits = { permitted, until: until?.toISOString() ?? null, items: idsOf(answer.items) }
  return { ...said, answer: { at, ...limits, reason: null, reasonsSent: false } }
}

const idsOf = (items: ReadonlySet<string> | undefined): string[] | null => (items === undefined ? null : [...items])

const toUse = ({ item, use, to, permission, at }: Course['uses'][number]): z.input<typeof useView> => ({
  ...{ item, use, to: { hub: to.hub, agencyId: to.agencyId }, permission, at: at.toISOString() },
})
