/** Markup that is already escaped. */
export type Html = { readonly html: string }

/** A page's markup: what is put in is escaped unless it is markup itself; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return {
    html: parts.map((part, at) => part + (at < values.length ? markup(values[at]!) : '')).join(''),
  }
}

type Value = string | number | Html | readonly (Html | string)[]

const markup = (value: Value): string => {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  if (Array.isArray(value)) return value.map(one => markup(one as Html | string)).join('')
  return (value as Html).html
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
