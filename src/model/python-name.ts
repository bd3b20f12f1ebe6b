/** The name by which a Python index knows a package. @see https://peps.python.org/pep-0503/#normalized-names */
export function pythonName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
