/** A month of the calendar, in words; months of the log are those of UTC. */
export const monthOf = (period: string): string => `${period}-01`
