/** Intl's formatters, each made once: making one costs a thousand times what using it does, and a list uses hundreds. */

type Maker<Options, Format> = new (locale?: Intl.LocalesArgument, options?: Options) => Format

function keeping<Options, Format>(Formatter: Maker<Options, Format>) {
  const made = new Map<string, Format>()
  return (locale: Intl.LocalesArgument, options?: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`
    const format = made.get(key) ?? new Formatter(locale, options)
    made.set(key, format)
    return format
  }
}

export const dateFormat = keeping<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(Intl.DateTimeFormat)
export const relativeFormat = keeping<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(Intl.RelativeTimeFormat)
export const listFormat = keeping<Intl.ListFormatOptions, Intl.ListFormat>(Intl.ListFormat)
export const numberFormat = keeping<Intl.NumberFormatOptions, Intl.NumberFormat>(Intl.NumberFormat)
