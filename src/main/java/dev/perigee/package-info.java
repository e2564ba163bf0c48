/** Perigee: scenarios of orbital compute capacity, cost and value, from dated milestones. */
package dev.perigee;
