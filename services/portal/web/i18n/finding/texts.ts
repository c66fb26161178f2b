/** For custodians: finding people who show as pseudonyms, and learning by two who one is. */
export interface FindingTexts {
  readonly title: string
  readonly lead: string
  readonly search: string
  readonly searchLead: string
  readonly names: string
  readonly namesHint: string
  readonly dateOfBirth: string
  readonly dateHint: string
  readonly dateFault: string
  readonly documents: string
  readonly phones: string
  readonly purpose: string
  readonly reason: string
  readonly reasons: Readonly<Record<string, string>>
  readonly somethingKnown: string
  readonly find: string
  readonly found: (count: number) => string
  readonly candidate: (place: number) => string
  readonly pair: (place: number) => string
  readonly score: string
  readonly matched: string
  readonly matches: Readonly<Record<string, string>>
  readonly duplicates: string
  readonly noDuplicates: string
  readonly sameAs: string
  readonly linkReason: string
  readonly linkReasons: Readonly<Record<string, string>>
  readonly askLink: string
  readonly linkAsked: string
  readonly links: string
  readonly linksLead: string
  readonly noLinks: string
  readonly link: (place: number) => string
  readonly linkedAt: string
  readonly unlinkReason: string
  readonly unlinkReasons: Readonly<Record<string, string>>
  readonly askUnlink: string
  readonly kinds: Readonly<Record<'link' | 'unlink', string>>
  readonly waiting: string
  readonly noneWaiting: string
  readonly by: string
  readonly until: string
  readonly confirm: string
  readonly confirmed: string
  readonly waitsForOther: string
  readonly names2: string
  readonly names2Lead: string
  readonly codeName: string
  readonly codeNameHint: string
  readonly codeNameFault: string
  readonly who: string
  readonly whoReasons: Readonly<Record<string, string>>
  readonly reference: string
  readonly referenceHint: string
  readonly askWho: string
  readonly whoAsked: string
  readonly requestNumber: string
  /** Where a caseworker records on what a name may be told. */
  readonly nameBasis: Readonly<Record<'menu' | 'title' | 'lead' | 'number' | 'numberHint' | 'send' | 'done', string>>
  readonly open: string
  readonly openLead: string
  readonly opening: string
  readonly close: string
  readonly cleared: string
}
