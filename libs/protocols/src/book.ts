import { type Calendar, calendarOf, PLAIN_CALENDAR } from './calendar.ts'
import type { CalendarFile, OverlayFile } from './country-file.ts'
import type { FormFile } from './form-file.ts'
import { hashOf } from './hash.ts'
import type { Side } from './protocol-file.ts'
import type { Protocol, Versions } from './run.ts'

/** One party's hub, and the version of its overlay that the referral was sent under. */
export interface HubOverlay {
  readonly hub: string
  /** Default: the latest. 0: none. */
  readonly version?: number
}

/** Every version of every protocol, form, overlay and calendar there is. Nothing in it changes. */
export interface ProtocolBook {
  latest(id: string): Protocol | undefined
  get(id: string, version: number): Protocol | undefined
  /** Of `runOf`. */
  versions(id: string): Versions
  /** The latest of each, by id. */
  all(): readonly Protocol[]
  /** Every version of each. */
  everyVersion(): readonly Protocol[]
  form(id: string, version?: number): FormFile | undefined
  /** The latest of each, by id. */
  forms(): readonly FormFile[]
  /** Of the hub's overlay; Monday to Friday in UTC if it has none. */
  calendarOf(hub: string, overlayVersion?: number): Calendar
  /** The latest; 0: none. */
  overlayVersion(hub: string): number
  /** The latest of each hub. */
  overlays(): readonly OverlayFile[]
  /** With that hub's names and deadlines. */
  forHub(protocol: Protocol, hub: string, overlayVersion?: number): Protocol
  /** Each deadline as its owner's country has it, and the calendars it is counted by. Names are the protocol's own. */
  between(protocol: Protocol, parties: Readonly<Record<Side, HubOverlay>>): Terms
  hashOf(protocol: Protocol): string
}

export interface Terms {
  readonly protocol: Protocol
  readonly calendars: Readonly<Record<Side, Calendar>>
}

export interface BookFiles {
  readonly protocols: readonly Protocol[]
  readonly forms: readonly FormFile[]
  readonly overlays: readonly OverlayFile[]
  readonly calendars: readonly CalendarFile[]
}

export function bookOf({ protocols, forms, overlays, calendars }: BookFiles): ProtocolBook {
  const protocolsById = byVersion(protocols, file => file.protocol)
  const formsById = byVersion(forms, file => file.form)
  const overlaysByHub = byVersion(overlays, file => file.overlay)
  const calendarById = new Map(calendars.map(file => [file.calendar, calendarOf(file)]))
  const plain = calendarOf(PLAIN_CALENDAR)
  const overlay = (hub: string, version?: number): OverlayFile | undefined =>
    version === undefined
      ? overlaysByHub.get(hub)?.at(-1)
      : overlaysByHub.get(hub)?.find(file => file.version === version)
  const get = (id: string, version: number) => protocolsById.get(id)?.find(file => file.version === version)
  const calendar = (hub: string, version?: number) => calendarById.get(overlay(hub, version)?.calendar ?? '') ?? plain

  return {
    latest: id => protocolsById.get(id)?.at(-1),
    get,
    versions: id => version => get(id, version),
    all: () => latestOf(protocolsById),
    everyVersion: () => [...protocolsById.values()].flat(),
    form: (id, version) =>
      version === undefined ? formsById.get(id)?.at(-1) : formsById.get(id)?.find(file => file.version === version),
    forms: () => latestOf(formsById),
    calendarOf: calendar,
    overlayVersion: hub => overlay(hub)?.version ?? 0,
    overlays: () => latestOf(overlaysByHub),
    forHub: (protocol, hub, version) => overlaid(protocol, overlay(hub, version)),
    between: (protocol, { sender, recipient }) => {
      const of = ({ hub, version }: HubOverlay) => overlaid(protocol, overlay(hub, version)).deadlines
      return {
        protocol: { ...protocol, deadlines: ownersOf(protocol, { sender: of(sender), recipient: of(recipient) }) },
        calendars: {
          sender: calendar(sender.hub, sender.version),
          recipient: calendar(recipient.hub, recipient.version),
        },
      }
    },
    hashOf,
  }
}

type Deadlines = Protocol['deadlines']

const ownersOf = ({ deadlines }: Protocol, bySide: Readonly<Record<Side, Deadlines>>): Deadlines =>
  mapValues(deadlines, (deadline, name) => bySide[deadline.owner][name] ?? deadline)

function overlaid(protocol: Protocol, overlay: OverlayFile | undefined): Protocol {
  const own = overlay?.protocols[protocol.protocol]
  if (own === undefined) return protocol
  return {
    ...protocol,
    name: own.name ?? protocol.name,
    states: mapValues(protocol.states, (state, name) => ({ ...state, text: own.states[name] ?? state.text })),
    steps: mapValues(protocol.steps, (step, name) => ({ ...step, text: own.steps[name] ?? step.text })),
    deadlines: mapValues(protocol.deadlines, (deadline, name) => ({ ...deadline, ...own.deadlines[name] })),
  }
}

const mapValues = <T>(record: Readonly<Record<string, T>>, change: (value: T, name: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]))

function byVersion<T extends { version: number }>(files: readonly T[], idOf: (file: T) => string): Map<string, T[]> {
  const sorted = files.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : a.version - b.version))
  return Map.groupBy(sorted, idOf)
}

const latestOf = <T>(files: ReadonlyMap<string, readonly T[]>): T[] =>
  [...files.values()].flatMap(versions => versions.slice(-1))
