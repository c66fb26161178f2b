const HOUR = 3_600_000
const DAY = 24 * HOUR

export interface List {
  readonly name: string
  readonly path: string
  /** How many pages are turned before the one that is measured. */
  readonly pages?: number
}

const month = () => {
  const now = new Date()
  const first = (n: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + n)).toISOString()
  return `from=${first(0)}&to=${first(1)}`
}

/** What people look at all day, and the filters that could be dear. */
export const lists = (): List[] => [
  { name: 'inbox, first page', path: '/referrals?box=inbox' },
  { name: 'inbox, 100th page', path: '/referrals?box=inbox', pages: 99 },
  { name: 'inbox, what waits for us', path: '/referrals?box=inbox&turn=mine' },
  { name: 'inbox, what nobody has', path: '/referrals?box=inbox&assigned=none' },
  { name: 'inbox, what I have', path: '/referrals?box=inbox&assigned=me' },
  { name: 'inbox, urgent and in progress', path: '/referrals?box=inbox&status=in-progress&priority=urgent' },
  { name: 'inbox, overdue', path: '/referrals?box=inbox&overdue=true' },
  { name: 'outbox, first page', path: '/referrals?box=outbox' },
  { name: 'outbox, on hold', path: '/referrals?box=outbox&status=on-hold' },
  {
    name: 'outbox, emergencies for housing of a week',
    path: `/referrals?box=outbox&priority=emergency&service=housing&since=${new Date(Date.now() - 7 * DAY).toISOString()}`,
  },
  { name: 'outbox, where we must act', path: '/referrals?box=outbox&turn=mine' },
  { name: 'deadlines, overdue', path: '/deadlines?overdue=true' },
  { name: 'deadlines, a calendar month', path: `/deadlines?${month()}` },
  { name: 'deadlines, mine', path: '/deadlines?mine=true' },
  { name: 'deadlines, supervisors called', path: '/deadlines?called=true' },
  { name: 'offers, open', path: '/offers?answered=false' },
  { name: 'offers, answered', path: '/offers?answered=true' },
  { name: 'offers, all', path: '/offers' },
  { name: 'intakes, somebody missing', path: '/intakes' },
  { name: 'rota, from now on', path: '/rota?limit=100' },
]
