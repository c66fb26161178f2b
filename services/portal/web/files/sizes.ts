const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A size in its largest unit, as people of a language write it: "1.4 GB". */
export function sizeIn(language: string, bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const unit = UNITS[step] ?? 'byte'
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: step === 0 ? 0 : 1 })
  return format.format(bytes / 1000 ** step)
}
