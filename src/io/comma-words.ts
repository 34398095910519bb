/** The words of a list written with commas. @example words('calls, calls offered') // => ['calls', 'calls offered'] */
export function words(text: string): readonly string[] {
  return text.split(/,\s*/);
}
