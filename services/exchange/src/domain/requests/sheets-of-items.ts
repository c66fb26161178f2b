import type { Protocol, Run } from '@amparo/protocols'
import { DAY } from '../times.ts'
import { type GoneBack, goneBackOf } from './gone-back.ts'
import { isAnnounced } from './item-use.ts'
import { type Item, itemsOf } from './items.ts'
import { type Permission, permissionsOf, standingOf, TO_DEFENCE } from './permissions.ts'
import type { EvidenceRequest, Step } from './request.ts'
import {
  type Aside,
  type Documents,
  headOf,
  type Sheet,
  type SheetRow,
  specialtyOf,
  type Writing,
  writing,
} from './sheet-parts.ts'
import type { Treaty } from './terms.ts'

interface Executed {
  readonly request: EvidenceRequest
  readonly treaty: Treaty
  readonly run: Run<Step>
}

/**
 * What was received, item by item, for the defence of an accused: what clears an accused first. What may not be given yet is on it too, with
 * what has to happen before; a judge may look at it meanwhile. Undefined: nothing was handed over.
 */
export function scheduleSheet(documents: Documents, { request, treaty, run }: Executed): Sheet | undefined {
  const items = itemsOf(run).toSorted((a, b) => Number(b.clears) - Number(a.clears))
  if (items.length === 0) return undefined
  const write = writing(documents, request)
  const { words, side, row } = write
  const permissions = permissionsOf(run)
  const toDefence = treaty.specialty.toDefence
  const use = ({ id: item, clears }: Item): Aside => {
    // The list is the same whenever it is printed: a permission that ends is on it with its day, however long that is past.
    const standing = standingOf(permissions, { item, use: TO_DEFENCE, to: undefined }, new Date(0))
    if (standing.state === 'permitted') return permittedAs(write, standing)
    if (clears && toDefence === 'tell-first' && isAnnounced(run, { id: item })) return side(words.announced)
    return side(words['not-permitted'])
  }
  return write.sheet(words.schedule, [
    row(words['schedule-about']),
    ...headOf(write, request, treaty),
    specialtyOf(write, treaty),
    row(words.clears, side(words[toDefence])),
    ...items.map((item, i) =>
      itemRow(write, run, item, i + 1, [...(item.clears ? [side(words.clears)] : []), use(item)]),
    ),
    row(words.judge),
  ])
}

/** How it is permitted, and the last day on which it is. */
function permittedAs({ words, side }: Writing, { how, until }: Permission): Aside {
  const said = side(words[how === 'as-asked' ? 'permitted' : how])
  if (until === undefined) return said
  const day = new Date(until.getTime() - DAY).toISOString().slice(0, 10)
  return said.map((one, i) => `${one}, ${side(words.until)[i]} ${day}`)
}

/**
 * That the items are what was obtained on this request, by the authority that executed it: each known by its number and its hash.
 * Undefined: nothing was handed over.
 */
export function certificateSheet(documents: Documents, { request, treaty, run }: Executed): Sheet | undefined {
  const items = itemsOf(run)
  if (items.length === 0) return undefined
  const write = writing(documents, request)
  const { words, row, same } = write
  return write.sheet(words.certificate, [
    row(words.certified),
    ...headOf(write, request, treaty),
    ...items.map((item, i) => itemRow(write, run, item, i + 1, [])),
    row(words['place-and-date'], same(LINE)),
    row(words.signature, same(LINE)),
  ])
}

const LINE = '________________________________'

function itemRow(
  write: Writing,
  run: Run<Step>,
  { id, kind, handling, source, information, sha256, handedOverAt }: Item,
  number: number,
  more: readonly Aside[],
): SheetRow {
  const { words, side, same } = write
  const { words: codes, name } = run.protocol
  const say = (code: string): Aside => side(codes[code] ?? name)
  const pair = (label: string, code: string): Aside => say(label).map((one, i) => `${one}: ${say(code)[i]}`)
  return {
    label: say(kind).map(one => `${number}. ${one}`),
    said: [
      same(id),
      ...(sha256 === undefined ? [] : [same(`SHA-256 ${sha256}`)]),
      side(words['handed-over']).map(one => `${one}: ${handedOverAt.toISOString()}`),
      ...goneRows(write, run.protocol, goneBackOf(run)({ id, sha256 })),
      ...[pair('handling', handling), pair('source', source), pair('information', information)],
      ...more,
    ],
  }
}

/** That it is not where it was handed over to any more, and what its owner says of that: there the chain ends. */
function goneRows({ words, side }: Writing, { words: codes, name }: Protocol, gone: GoneBack | undefined): Aside[] {
  if (gone === undefined) return []
  const { how, day, back } = gone
  const left = side(words[how]).map(one => `${one}: ${day}`)
  if (back === undefined) return how === 'returned' ? [left, side(words['not-confirmed'])] : [left]
  const condition = side(codes[back.condition] ?? name)
  return [left, side(words['came-back']).map((one, i) => `${one}: ${back.day}, ${condition[i]}`)]
}
