/** To a form, by item. */
export type Answers = Readonly<Record<string, 'yes' | 'no' | 'unknown' | 'low' | 'medium' | 'high'>>
