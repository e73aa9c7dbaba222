import fc from 'fast-check';

/** A property that takes seconds to hold would take them for every change that it does not notice. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), interruptAfterTimeLimit: 200 });
