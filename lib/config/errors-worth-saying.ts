import type { ErrorObject } from 'ajv';

/**
 * What to say of a list of errors: why a name is not allowed is said once, of the name itself; and a value that has several kinds to choose
 * from gets one sentence, or those about what is inside it.
 */
export function errorsWorthSaying(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  return errors.filter((error) => {
    if (error.propertyName !== undefined) return false;
    const isInside = (inner: ErrorObject, choice: ErrorObject): boolean =>
      inner.schemaPath.startsWith(`${choice.schemaPath}/`) && inner.instancePath.startsWith(choice.instancePath);
    const isDeeper = (inner: ErrorObject, choice: ErrorObject): boolean =>
      isInside(inner, choice) && inner.instancePath !== choice.instancePath;
    if (choices.includes(error)) return !errors.some((inner) => isDeeper(inner, error));
    return choices.every((choice) => !isInside(error, choice) || isDeeper(error, choice));
  });
}
