// Links as they are given to others: with the address of the page.

export function wholeLink(link: string): string {
  return link.startsWith('#') ? `${location.origin}${location.pathname}${link}` : link
}
